"""GPUs, drivers and CUDA."""
