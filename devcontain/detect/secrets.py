"""Secrets that the project's code reads from the environment: keys of services that somebody has an account with."""

from collections.abc import Iterator

from devcontain.detect.facts import Dependencies, Evidence, Secret
from devcontain.detect.services.environment_examples import read_examples
from devcontain.manifests.repository import Repository
from devcontain.pattern import pattern

_HUGGING_FACE = ("HF_TOKEN", "Hugging Face token, for gated models", "https://huggingface.co/settings/tokens")
_GOOGLE = ("GOOGLE_API_KEY", "Gemini API key", "https://aistudio.google.com/apikey")
_KNOWN = {
    "anthropic": ("ANTHROPIC_API_KEY", "Anthropic API key", "https://console.anthropic.com/settings/keys"),
    "cohere": ("CO_API_KEY", "Cohere API key", "https://dashboard.cohere.com/api-keys"),
    "comet-ml": ("COMET_API_KEY", "Comet API key", "https://www.comet.com/api/my/settings/"),
    "datasets": _HUGGING_FACE,
    "diffusers": _HUGGING_FACE,
    "google-genai": _GOOGLE,
    "google-generativeai": _GOOGLE,
    "groq": ("GROQ_API_KEY", "Groq API key", "https://console.groq.com/keys"),
    "huggingface-hub": _HUGGING_FACE,
    "langsmith": ("LANGSMITH_API_KEY", "LangSmith API key", "https://smith.langchain.com/settings"),
    "mistralai": ("MISTRAL_API_KEY", "Mistral API key", "https://console.mistral.ai/api-keys"),
    "openai": ("OPENAI_API_KEY", "OpenAI API key", "https://platform.openai.com/api-keys"),
    "pinecone": ("PINECONE_API_KEY", "Pinecone API key", "https://app.pinecone.io"),
    "replicate": ("REPLICATE_API_TOKEN", "Replicate API token", "https://replicate.com/account/api-tokens"),
    "tavily-python": ("TAVILY_API_KEY", "Tavily API key", "https://app.tavily.com"),
    "transformers": _HUGGING_FACE,
    "vllm": _HUGGING_FACE,
    "wandb": ("WANDB_API_KEY", "Weights & Biases API key", "https://wandb.ai/authorize"),
}
"""By distribution: the variable that it reads by itself, what that is, and where one gets it."""
_SOMEBODYS = pattern(
    r"(?i)[A-Z][A-Z0-9_]*(?:API_?KEY|API_?SECRET|ACCESS_KEY(?:_ID)?|CLIENT_SECRET|TOKEN|WEBHOOK_SECRET)"
)
_MOST = 10


def detect_secrets(repository: Repository, dependencies: Dependencies) -> tuple[Secret, ...]:
    """Those that libraries read and those that an example of a `.env` has, each once, in the order of the alphabet."""
    found = {secret.name: secret for secret in (*_listed(repository), *_read_by_libraries(dependencies))}
    return tuple(found[name] for name in sorted(found))[:_MOST]


def is_somebodys(variable: str) -> bool:
    """Whether a variable is called as a key is that one has with an account."""
    return _SOMEBODYS.fullmatch(variable) is not None


def _read_by_libraries(dependencies: Dependencies) -> Iterator[Secret]:
    for requirement in dependencies.all_requirements:
        if requirement.name in _KNOWN:
            yield Secret(*_KNOWN[requirement.name], Evidence(requirement.path, requirement.text))


def _listed(repository: Repository) -> Iterator[Secret]:
    for path, variable, _ in read_examples(repository):
        if is_somebodys(variable):
            yield Secret(variable, f"As in {path}", "", Evidence(path, variable))
