import gradio as gr

with gr.Blocks() as demo:
    gr.Markdown("hello")

demo.launch(server_port=7861)
