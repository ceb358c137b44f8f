"""How a local model is reached: `LOTSE_LLM_...` in the environment. Without a URL there is none."""

from importlib.util import find_spec
from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class ModelSettings(BaseSettings):
    """An OpenAI-compatible server and the limits it is held to.

    `url` ends before `/chat/completions`, as `http://127.0.0.1:11434/v1`. Seconds are to the first token, between two
    tokens and for the whole answer; `tokens` is asked of the server, `answer_bytes` is the most that is read of it.
    `prompt_characters` is what passages may take of the prompt: about four characters are a token of German text.
    `rewrite_seconds` is how long the model may take to rewrite a follow-up that wasn't understood without it; the
    passages wait for it, so that it is 0 unless somebody wants it: then the model is never asked to.
    """

    model_config = SettingsConfigDict(env_prefix="LOTSE_LLM_", env_ignore_empty=True, frozen=True)

    url: str | None = None
    model: str | None = None
    key: SecretStr | None = None
    first_seconds: float = Field(default=60.0, gt=0)
    idle_seconds: float = Field(default=15.0, gt=0)
    total_seconds: float = Field(default=180.0, gt=0)
    tokens: int = Field(default=600, ge=16, le=8_000)
    answer_bytes: int = Field(default=1_000_000, ge=10_000)
    rewrite_seconds: float = Field(default=0.0, ge=0)
    prompt_characters: int = Field(default=8_000, ge=1_000, le=200_000)

    @field_validator("url")
    @classmethod
    def _reachable(cls, url: str | None) -> str | None:
        if url is None:
            return None
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise ValueError("must be an http or https address without a query, such as http://127.0.0.1:11434/v1")
        return url.rstrip("/")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.url is None) != (self.model is None):
            raise ValueError("LOTSE_LLM_URL and LOTSE_LLM_MODEL go together")
        if self.url and find_spec("openai") is None:
            raise ValueError("a model needs the extra `llm`: pip install 'massnahmenlotse[llm]'")
        return self
