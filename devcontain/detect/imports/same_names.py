"""Modules that well-known distributions bring under their own names; others of such a form may be anybody's."""

SAME_NAMES = frozenset(
    """
    accelerate aenum aioboto3 aiobotocore aiofiles aiohttp aiomysql aiopg aioredis aiosqlite alabaster
    albumentations alembic altair anndata annotated_types ansible anthropic anyio appdirs apscheduler argcomplete
    arrow arviz ase asgiref astor astropy astroquery asttokens asyncpg attrs audioread authlib av avro
    aws_lambda_powertools aws_xray_sdk awswrangler babel backoff backtrader bcrypt behave bentoml billiard
    binaryornot bioblend bitarray bitsandbytes black bleach blessed blinker bokeh boltons boruta boto boto3
    botocore botorch bottle braintree brotli cachecontrol cachetools cairocffi cairosvg cartopy casadi catboost
    category_encoders cattrs cbor2 ccxt cdsapi celery certifi cffi cfgrib chalice channels channels_redis chardet
    charset_normalizer cheroot cherrypy chex chromadb cirq clearml cleo click clickhouse_connect clickhouse_driver
    cloudpickle cloudscraper cmd2 cmdstanpy cohere colorama coloredlogs colorlog comet_ml configargparse configobj
    confluent_kafka construct constructs contextily contextlib2 cookiecutter copier coverage crcmod crewai
    crispy_bootstrap4 crispy_bootstrap5 croniter cryptography cssselect cssutils ctransformers curl_cffi cvxopt
    cvxpy cycler cymem cython cytoolz d3rlpy dacite dagster daphne dash dash_bootstrap_components dask dask_ml
    databases dataclasses_json datasets dateparser ddt deap debugpy decorator decord deepdiff deepface deepmerge
    defusedxml deltalake demucs deprecated deprecation diagrams dictdiffer diffusers dill diskcache distrax
    distributed distro dj_database_url dj_rest_auth django django_celery_beat django_celery_results
    django_countries django_extensions django_htmx django_redis django_rq django_select2 django_stubs_ext
    django_tables2 djoser dlib dlt docker dockerpty docling docopt docutils docxtpl dominate drf_spectacular
    drf_yasg duckdb dulwich dvc easy_thumbnails easydict easyocr ebooklib ecdsa efficientnet_pytorch einops
    elasticsearch elasticsearch_dsl email_validator emails emcee emoji environs equinox esda et_xmlfile etils
    evaluate eventlet evidently execnet ezdxf fabric face_recognition facenet_pytorch fairlearn faker fakeredis
    falcon fastai fastapi fastapi_users fastavro fastcore faster_whisper fastjsonschema fastparquet featuretools
    feedgen feedparser filelock filetype filterpy findspark fiona fire flair flasgger flask flask_admin
    flask_apscheduler flask_assets flask_babel flask_bcrypt flask_bootstrap flask_caching flask_compress
    flask_cors flask_dance flask_debugtoolbar flask_httpauth flask_jwt_extended flask_limiter flask_login
    flask_mail flask_mailman flask_marshmallow flask_migrate flask_moment flask_mongoengine flask_openid
    flask_pagedown flask_principal flask_pymongo flask_redis flask_restful flask_restx flask_script flask_session
    flask_smorest flask_socketio flask_sqlalchemy flask_talisman flask_testing flask_uploads flask_wtf flatbuffers
    flax folium fonttools formencode freezegun frozendict fsspec ftfy funcy furl future fuzzywuzzy fvcore g2p_en
    gdown geemap gekko genshi gensim geoalchemy2 geocoder geoip2 geojson geopandas geopy gevent glom gmpy2
    google_auth_oauthlib googlemaps googletrans gpiozero gpt4all gpy gpytorch gql gradio gradio_client granian
    graphene graphene_django graphql_relay graphviz great_expectations greenlet griffe groq gspread gtts guidance
    gunicorn gym gymnasium h2 h3 h5py haversine hdbscan hdfs healpy hiredis holidays html2text html5lib httplib2
    httpretty httptools httpx huggingface_hub humanfriendly humanize hvac hypercorn hyperopt hypothesis icalendar
    idna igraph imagehash imageio imageio_ffmpeg imapclient img2pdf imgaug iminuit impacket implicit
    importlib_metadata importlib_resources imutils inflect inflection influxdb influxdb_client iniconfig
    insightface instructor invoke iopath ipdb ipykernel ipython ipywidgets iso8601 isodate isort itsdangerous jax
    jaxlib jedi jieba jinja2 jira jiwer jmespath joblib json5 jsonargparse jsonlines jsonpatch jsonpath_ng
    jsonpickle jsonpointer jsonschema jupyter_client jupyter_core jupyterlab justext jwcrypto kaggle kagglehub
    kaleido kazoo keras keras_tuner keyring kiwisolver kombu konlpy kornia kubernetes lancedb langchain
    langchain_anthropic langchain_aws langchain_chroma langchain_cohere langchain_community langchain_core
    langchain_experimental langchain_google_genai langchain_groq langchain_huggingface langchain_mistralai
    langchain_ollama langchain_openai langchain_pinecone langchain_text_splitters langcodes langdetect langfuse
    langgraph langid langsmith lark ldap3 levenshtein libpysal librosa lifelines lightgbm lightning
    lightning_fabric lightning_utilities lime limits litellm litestar llvmlite lmdb lmfit locust logfire loguru
    lpips luigi lxml lz4 mako mammoth mangum markdown markdown2 markdownify markupsafe marshmallow
    marshmallow_sqlalchemy matplotlib mccabe mcp mdanalysis mdtraj mediapipe memory_profiler mercantile meshio
    metpy mido minio mir_eval missingno mistralai mistune mkdocs ml_collections mlflow mlxtend mock modin momepy
    monai mongoengine mongomock more_itertools moto motor moviepy mpmath mrjob msal msgpack mtcnn mujoco multidict
    multiprocess murmurhash mutagen mypy mypy_extensions natsort nbconvert nbformat neo4j netaddr netcdf4 netmiko
    networkx nibabel nilearn ninja nltk noisereduce nose notion_client nox numba numcodecs numdifftools numexpr
    numpy numpyro oauthlib obspy ollama omegaconf onnx onnxruntime open3d openai opencc openml openpyxl opt_einsum
    optax optimum optuna oracledb orjson ortools osmnx overrides packaging paddleocr pandas pandas_datareader
    pandas_gbq pandas_profiling pandera pandocfilters panel papermill parameterized paramiko parse parsedatetime
    parsel parso passlib paste pathlib2 pathos pathspec pathvalidate patsy pdf2image pdfkit pdfplumber pdftotext
    peewee peft pelican pendulum pennylane petl pettingzoo pexpect phonemizer phonenumbers photutils pika pikepdf
    pinecone pint pipdeptree plac platformdirs playsound playwright plotly plotnine pluggy plumbum ply pmdarima
    polars polib pony pooch portalocker posthog praw pre_commit prefect pretrainedmodels pretty_midi prettytable
    proglog prometheus_client prompt_toolkit prophet psutil ptpython ptyprocess pulp pwdlib py7zr pyamg pyarrow
    pyasn1 pyathena pyaudio pyautogui pybtex pybullet pycares pyclipper pycocotools pycodestyle pycountry
    pycparser pycurl pydantic pydantic_core pydantic_settings pydataverse pydeck pydicom pydot pydub pyecharts
    pyfiglet pyflakes pygad pygal pygame pygit2 pyglet pygments pyiceberg pyinstaller pyinstrument pyjokes
    pykwalify pylast pyldavis pylibmc pylint pyloudnorm pymatgen pymc pymilvus pymongo pymssql pymupdf pymupdf4llm
    pymysql pynamodb pynndescent pynput pyod pyodbc pyogrio pyomo pyopencl pypandoc pyparsing pypdf pypdf2
    pypdfium2 pyperclip pyperf pyphen pypinyin pyppeteer pyproj pyproject_hooks pyqt5 pyqt6 pyqtgraph pyquery
    pyramid pyrogram pyrsistent pysam pyshorteners pyside6 pysnmp pyspark pystac pystac_client pytesseract pytest
    pytest_asyncio pytest_bdd pytest_benchmark pytest_django pytest_httpserver pytest_httpx pytest_mock
    pytimeparse pytorch_lightning pytorch_metric_learning pyttsx3 pytube pytz pyudev pyvips pyvis pyvisa pyvista
    pywhatkit pyworld pyzbar qdarkstyle qdrant_client qiskit qrcode qtpy quandl quart questionary qutip rapidfuzz
    rasterio rasterstats raven ray rdflib rdkit redis regex rembg replicate reportlab requests requests_cache
    requests_html requests_mock requests_oauthlib requests_toolbelt resampy responses respx retry retrying rich
    rich_click rioxarray river rouge_score routes rq rsa rtree ruptures s3fs s3transfer sacrebleu sacred
    sacremoses safetensors sanic sanic_testing scanpy schedule schema scipy scrapy seaborn
    segmentation_models_pytorch selenium semantic_version semver sendgrid sentence_transformers sentencepiece
    sentry_sdk seqeval setproctitle setuptools setuptools_scm sh shap shapash shapely shellingham shortuuid shtab
    simple_parsing simple_salesforce simplejson simpy six skorch sktime slack_bolt slack_sdk slowapi smart_open
    sniffio sortedcontainers sounddevice soundfile soupsieve spacy speechbrain sphinx sphinx_rtd_theme splinter
    spotdl sqlalchemy sqlalchemy_utils sqlfluff sqlglot sqlmodel sqlparse sse_starlette stable_baselines3
    stackstac stanza starlette statsd statsmodels stevedore streamlit stripe structlog supabase supervision
    svgwrite sympy tables tablib tabulate tantivy telethon tenacity tensorboard tensorboardx tensorflow
    tensorflow_datasets tensorflow_hub tensorflow_probability termcolor terminaltables testcontainers testfixtures
    textacy textblob textstat textual tf_keras thefuzz thinc threadpoolctl tianshou tifffile tiktoken time_machine
    timm tinycss2 tinydb tldextract tokenizers toml tomli tomli_w tomlkit toolz toposort torch torch_geometric
    torchaudio torchdata torchinfo torchmetrics torchsummary torchtext torchvision tornado tox tpot tqdm
    trafilatura traitlets transformers treq trimesh trino trio trl troposphere trove_classifiers trustme tsfresh
    tweepy twilio twisted twython typeguard typer typing_extensions typing_inspect typing_inspection tzdata
    tzlocal ua_parser uharfbuzz ujson ultralytics uncertainties unidecode unsloth unstructured uritemplate urllib3
    urwid user_agents uvicorn uvloop vadersentiment validators vine virtualenv visdom vllm voluptuous wagtail
    waitress wand wandb watchdog watchfiles wcwidth weasyprint webargs webcolors webdriver_manager webencodings
    webob websockets webtest werkzeug wheel whitenoise whoosh wikipedia wordcloud wrapt wsproto wtforms xarray
    xformers xgboost xlrd xlsxwriter xlutils xlwt xmlschema xmltodict xxhash yacs yapf yarl yfinance youtube_dl
    yt_dlp zappa zarr zeep zipp zstandard
    """.split()
)
"""In lower case."""
