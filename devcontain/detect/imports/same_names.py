"""Modules that well-known distributions bring under their own names; others of such a form may be anybody's."""

SAME_NAMES = frozenset(
    """
    accelerate aenum aioboto3 aiobotocore aiofiles aiohttp aiomysql aiopg aioredis aiosqlite alabaster
    albumentations alembic altair annotated_types ansible anthropic anyio appdirs apscheduler argcomplete arrow
    asgiref astor astropy asttokens asyncpg attrs audioread authlib av avro babel backoff bcrypt behave billiard
    binaryornot bioblend bitarray bitsandbytes black bleach blessed blinker bokeh boltons boto boto3 botocore
    bottle braintree brotli cachecontrol cachetools cairocffi cairosvg catboost cattrs cbor2 celery certifi cffi
    channels channels_redis chardet charset_normalizer cheroot cherrypy chromadb cleo click clickhouse_connect
    clickhouse_driver cloudpickle cloudscraper cmd2 cohere colorama coloredlogs colorlog comet_ml configargparse
    configobj confluent_kafka construct contextlib2 cookiecutter copier coverage crcmod crispy_bootstrap4
    crispy_bootstrap5 croniter cryptography cssselect cssutils curl_cffi cvxopt cvxpy cycler cymem cython cytoolz
    dacite daphne dash dash_bootstrap_components dask dask_ml databases dataclasses_json datasets dateparser ddt
    debugpy decorator deepdiff deepmerge defusedxml deprecated deprecation diagrams dictdiffer diffusers dill
    diskcache distributed distro dj_database_url dj_rest_auth django django_celery_beat django_celery_results
    django_countries django_extensions django_htmx django_redis django_rq django_select2 django_stubs_ext
    django_tables2 djoser docker dockerpty docopt docutils docxtpl dominate drf_spectacular drf_yasg duckdb
    dulwich easy_thumbnails easydict ebooklib ecdsa einops elasticsearch elasticsearch_dsl email_validator emails
    emcee emoji environs et_xmlfile etils evaluate eventlet execnet ezdxf fabric faker fakeredis falcon fastai
    fastapi fastapi_users fastavro fastcore faster_whisper fastjsonschema fastparquet feedgen feedparser filelock
    filetype filterpy findspark fiona fire flasgger flask flask_admin flask_apscheduler flask_assets flask_babel
    flask_bcrypt flask_bootstrap flask_caching flask_compress flask_cors flask_dance flask_debugtoolbar
    flask_httpauth flask_jwt_extended flask_limiter flask_login flask_mail flask_mailman flask_marshmallow
    flask_migrate flask_moment flask_mongoengine flask_openid flask_pagedown flask_principal flask_pymongo
    flask_redis flask_restful flask_restx flask_script flask_session flask_smorest flask_socketio flask_sqlalchemy
    flask_talisman flask_testing flask_uploads flask_wtf flatbuffers flax folium fonttools formencode freezegun
    frozendict fsspec ftfy funcy furl future fuzzywuzzy fvcore gdown genshi gensim geoalchemy2 geoip2 geojson
    geopandas geopy gevent glom gmpy2 google_auth_oauthlib googlemaps googletrans gpiozero gql gradio
    gradio_client graphene graphene_django graphql_relay graphviz greenlet griffe groq gspread gunicorn gym
    gymnasium h2 h3 h5py haversine hdbscan hiredis holidays html2text html5lib httplib2 httpretty httptools httpx
    huggingface_hub humanfriendly humanize hvac hypercorn hyperopt hypothesis icalendar idna igraph imagehash
    imageio imageio_ffmpeg imapclient img2pdf impacket importlib_metadata importlib_resources imutils inflect
    inflection influxdb influxdb_client iniconfig instructor invoke iopath ipdb ipykernel ipython ipywidgets
    iso8601 isodate isort itsdangerous jax jaxlib jedi jieba jinja2 jira jiwer jmespath joblib json5 jsonargparse
    jsonlines jsonpatch jsonpath_ng jsonpickle jsonpointer jsonschema jupyter_client jupyter_core jupyterlab
    justext jwcrypto kaggle kagglehub kaleido kazoo keras keyring kiwisolver kombu konlpy kornia kubernetes
    langchain langchain_anthropic langchain_chroma langchain_community langchain_core langchain_google_genai
    langchain_huggingface langchain_ollama langchain_openai langchain_text_splitters langcodes langdetect langfuse
    langgraph langid langsmith lark ldap3 levenshtein librosa lifelines lightgbm lightning lightning_fabric
    lightning_utilities lime limits litellm llvmlite lmdb locust logfire loguru lpips lxml lz4 mako mammoth
    markdown markdown2 markdownify markupsafe marshmallow marshmallow_sqlalchemy matplotlib mccabe mcp
    memory_profiler mido minio mistralai mistune mkdocs ml_collections mlflow mlxtend mock monai mongoengine
    mongomock more_itertools moto motor moviepy mpmath mrjob msal msgpack multidict multiprocess murmurhash
    mutagen mypy mypy_extensions natsort nbconvert nbformat neo4j netaddr netcdf4 netmiko networkx nibabel nilearn
    ninja nltk nose notion_client nox numba numcodecs numexpr numpy oauthlib ollama omegaconf onnx onnxruntime
    openai opencc openpyxl opt_einsum optax optimum optuna oracledb orjson osmnx overrides packaging pandas
    pandas_datareader pandas_gbq pandas_profiling pandera pandocfilters panel papermill parameterized paramiko
    parse parsedatetime parsel parso passlib paste pathlib2 pathos pathspec pathvalidate patsy pdf2image pdfkit
    pdfplumber peewee peft pelican pendulum petl pexpect phonenumbers pika pikepdf pinecone pint pipdeptree plac
    platformdirs playwright plotly plotnine pluggy plumbum ply polars polib pony pooch portalocker posthog praw
    pre_commit prettytable proglog prometheus_client prompt_toolkit prophet psutil ptpython ptyprocess pulp pwdlib
    py7zr pyarrow pyasn1 pyaudio pyautogui pybtex pycares pycocotools pycodestyle pycountry pycparser pycurl
    pydantic pydantic_core pydantic_settings pydeck pydicom pydot pydub pyecharts pyfiglet pyflakes pygal pygame
    pygit2 pyglet pygments pyinstrument pykwalify pylast pylibmc pylint pymc pymongo pymssql pymupdf pymysql
    pynput pyodbc pyopencl pypandoc pyparsing pypdf pypdf2 pypdfium2 pyperclip pyphen pypinyin pyproj
    pyproject_hooks pyqt5 pyqt6 pyqtgraph pyramid pyrogram pyrsistent pysam pyside6 pysnmp pyspark pytesseract
    pytest pytest_asyncio pytest_bdd pytest_benchmark pytest_django pytest_httpserver pytest_httpx pytest_mock
    pytimeparse pytorch_lightning pytorch_metric_learning pyttsx3 pytz pyudev pyvips pyvisa pyvista pyzbar
    qdrant_client qrcode qtpy quart questionary rapidfuzz rasterio raven ray rdflib redis regex rembg reportlab
    requests requests_cache requests_html requests_mock requests_oauthlib requests_toolbelt resampy responses
    respx retry retrying rich rich_click rouge_score routes rq rsa rtree ruptures s3fs s3transfer sacrebleu sacred
    safetensors sanic schedule schema scipy scrapy seaborn segmentation_models_pytorch selenium semantic_version
    semver sendgrid sentence_transformers sentencepiece sentry_sdk seqeval setproctitle setuptools setuptools_scm
    sh shap shapely shellingham shortuuid shtab simple_parsing simple_salesforce simplejson simpy six skorch
    slack_bolt slack_sdk slowapi smart_open sniffio sortedcontainers sounddevice soundfile soupsieve spacy sphinx
    sphinx_rtd_theme splinter sqlalchemy sqlalchemy_utils sqlglot sqlmodel sqlparse sse_starlette
    stable_baselines3 starlette statsd statsmodels stevedore streamlit stripe structlog supabase supervision
    svgwrite sympy tables tablib tabulate tantivy telethon tenacity tensorboard tensorboardx tensorflow
    tensorflow_datasets tensorflow_hub tensorflow_probability termcolor terminaltables testcontainers testfixtures
    textblob textstat textual thefuzz thinc threadpoolctl tifffile tiktoken time_machine timm tinycss2 tinydb
    tldextract tokenizers toml tomli tomli_w tomlkit toolz toposort torch torch_geometric torchaudio torchdata
    torchinfo torchmetrics torchsummary torchtext torchvision tornado tox tqdm trafilatura traitlets transformers
    treq trimesh trio trl trove_classifiers trustme tweepy twilio twisted twython typeguard typer
    typing_extensions typing_inspect typing_inspection tzdata tzlocal ua_parser uharfbuzz ujson ultralytics
    uncertainties unidecode unstructured uritemplate urllib3 urwid user_agents uvicorn uvloop vadersentiment
    validators vine virtualenv visdom voluptuous wagtail waitress wand wandb watchdog watchfiles wcwidth
    weasyprint webargs webcolors webdriver_manager webencodings webob websockets webtest werkzeug wheel whitenoise
    whoosh wikipedia wordcloud wrapt wsproto wtforms xarray xgboost xlrd xlsxwriter xlutils xlwt xmlschema
    xmltodict xxhash yacs yapf yarl yfinance youtube_dl yt_dlp zarr zeep zipp zstandard
    """.split()
)
"""In lower case."""
