FROM nvidia/cuda

ENV DEBIAN_FRONTEND=noninteractive
WORKDIR /app
COPY . .

RUN apt-get update
RUN apt-get install -y python3-pip git nvidia-driver-550

RUN pip3 install torch transformers
RUN pip3 install -r requirements.txt
RUN nvidia-smi && python3 -c "import torch; assert torch.cuda.is_available()"

CMD ["python3", "train.py"]
