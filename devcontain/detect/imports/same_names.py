"""Modules that well-known distributions bring under their own names; others of such a form may be anybody's."""

SAME_NAMES = frozenset(
    """
    accelerate adjusttext adlfs aenum aif360 aioboto3 aiobotocore aiofiles aiogram aiohttp aiohttp_cors aiohue
    aiokafka aiomqtt aiomysql aiopg aioredis aiosqlite alabaster albumentations ale_py alembic alibi alipy
    alive_progress alpaca_trade_api altair angr anndata annotated_types ansible anthropic antspyx anyio appdirs
    apscheduler apsw arcade argcomplete ariadne arpeggio arq arrow arviz ase asgiref astor astropy astroquery
    asttokens asyncio_mqtt asyncpg asyncssh asyncua attrs audioread authlib autogluon autokeras autoviz av avro
    aws_lambda_powertools aws_xray_sdk awswrangler babel backoff backtrader bandit bcrypt beanie behave bentoml
    bert_score billiard binaryornot bioblend bitarray bitsandbytes black blacksheep bleach bleak blessed blinker
    boilerpy3 bokeh boltons borb boruta boto boto3 botocore botorch bottle braintree brotli cachecontrol
    cachetools cairocffi cairosvg camel_tools capstone cartopy casadi catboost category_encoders cattrs cbor2
    ccxt cdktf cdsapi celery cerberus certifi cffi cfgrib cftime chainlit chalice chameleon channels
    channels_redis chardet charset_normalizer cheroot cherrypy chess chex chromadb cirq clearml cleo click
    clickhouse_connect clickhouse_driver cloudpickle cloudscraper cmd2 cmdstanpy cohere colorama coloredlogs
    colorlog comet_ml commonmark configargparse configobj confluent_kafka connexion construct constructs
    contextily contextlib2 cookiecutter copier corner coverage cplex crcmod crewai crispy_bootstrap4
    crispy_bootstrap5 croniter cryptography cssselect cssutils ctransformers curl_cffi customtkinter cvxopt
    cvxpy cvzone cycler cymem cython cytoolz d3rlpy dacite dagster daphne darts dash dash_bootstrap_components
    dash_cytoscape dash_daq dask dask_ml databases databricks_cli dataclasses_json datadog datasets dateparser
    ddt ddtrace deap debugpy decorator decord deepdiff deepface deepmerge defusedxml deltalake demucs deprecated
    deprecation diagrams dice_ml dictdiffer diffusers dill dipy diskcache disnake distrax distributed distro
    dj_database_url dj_rest_auth django django_celery_beat django_celery_results django_countries
    django_extensions django_htmx django_redis django_rq django_select2 django_stubs_ext django_tables2 djoser
    dlib dlt dm_env docker dockerpty docling docopt docstring_parser docutils docxtpl dominate dpkt dramatiq
    drf_spectacular drf_yasg dropbox dspy dtale duckdb duckduckgo_search dulwich dvc dynaconf easy_thumbnails
    easydict easyocr ebooklib ecdsa efficientnet_pytorch einops elasticsearch elasticsearch_dsl eli5
    email_validator emails emcee emoji environs equinox esda espnet et_xmlfile eth_account etils evaluate
    eventlet evidently exchangelib execnet ezdxf fabric face_recognition facenet_pytorch fairlearn faker
    fakeredis falcon fastai fastapi fastapi_limiter fastapi_mail fastapi_pagination fastapi_users fastapi_utils
    fastavro fastcore faster_whisper fastjsonschema fastparquet feature_engine featuretools feedgen feedparser
    filelock filetype filterpy findspark finta fiona fire firebase_admin flair flake8 flaml flasgger flask
    flask_admin flask_apscheduler flask_assets flask_babel flask_bcrypt flask_bootstrap flask_caching
    flask_compress flask_cors flask_dance flask_debugtoolbar flask_httpauth flask_jwt_extended flask_limiter
    flask_login flask_mail flask_mailman flask_marshmallow flask_migrate flask_moment flask_mongoengine
    flask_openid flask_pagedown flask_principal flask_pymongo flask_redis flask_restful flask_restx flask_script
    flask_session flask_smorest flask_socketio flask_sqlalchemy flask_talisman flask_testing flask_uploads
    flask_wtf flaskwebgui flatbuffers flax flet folium fonttools formencode freezegun frozendict fsspec ftfy
    fugashi funcy furl future fuzzywuzzy fvcore g2p_en galpy gast gcsfs gdown geemap gekko genshi gensim
    geoalchemy2 geocoder geoip2 geojson geopandas geopy gevent gino glom gluoncv gluonts gmpy2 gmqtt
    google_auth_oauthlib googlemaps googletrans goose3 gpiozero gpt4all gpy gpytorch gql gradio gradio_client
    granian graphene graphene_django graphql_relay graphviz great_expectations greenlet griffe groq gspread gtts
    guidance gunicorn gurobipy gym gymnasium h2 h2o h3 h5py haversine hbmqtt hdbscan hdfs healpy hiredis
    holidays holoviews html2text html5lib httplib2 httpretty httptools httpx huey huggingface_hub humanfriendly
    humanize hvac hvplot hypercorn hyperopt hypothesis hypothesmith ibm_db icalendar idna igraph imagehash
    imageio imageio_ffmpeg imapclient img2pdf imgaug iminuit impacket implicit importlib_metadata
    importlib_resources imutils inflect inflection influxdb influxdb_client iniconfig inquirer insightface
    instaloader instructor invoke iopath ipdb ipykernel ipyleaflet ipympl ipython ipywidgets iso8601 isodate
    isort itsdangerous janome jax jaxlib jedi jellyfish jieba jinja2 jira jiwer jmespath joblib joypy json5
    jsonargparse jsonlines jsonpatch jsonpath_ng jsonpickle jsonpointer jsonschema jupyter_client jupyter_core
    jupyterlab jupytext justext justpy jwcrypto kaggle kagglehub kaleido kazoo kedro keras keras_cv keras_nlp
    keras_ocr keras_tuner keyring kivy kivymd kiwisolver kombu konlpy kornia kubernetes lancedb langchain
    langchain_anthropic langchain_aws langchain_chroma langchain_cohere langchain_community langchain_core
    langchain_experimental langchain_google_genai langchain_groq langchain_huggingface langchain_mistralai
    langchain_ollama langchain_openai langchain_pinecone langchain_redis langchain_text_splitters langcodes
    langdetect langfuse langgraph langid langsmith lap lark layoutparser ldap3 leidenalg levenshtein libcst
    libpysal librosa lief lifelines lightgbm lightkurve lightning lightning_fabric lightning_utilities lime
    limits linearmodels litellm litestar llvmlite lmdb lmfit locust logbook logfire loguru lpips luigi lvis lxml
    lz4 mahotas mailjet_rest mako mammoth mangum mapie markdown markdown2 markdownify markupsafe marshmallow
    marshmallow_sqlalchemy matplotlib matplotlib_venn mattermostdriver maxminddb mayavi mccabe mcp mdanalysis
    mdtraj mechanize mediapipe memory_profiler mercantile mermaid meross_iot meshio mesop metaflow metpy mido
    mimesis minigrid minio mir_eval missingno mistralai mistune mkdocs ml_collections mlflow mlxtend mmengine
    mne mock model_bakery modin momepy monai mongoengine mongomock more_itertools motmetrics moto motor moviepy
    mpi4py mplcursors mpmath mrjob msal msgpack msgspec mss mtcnn mujoco multidict multiprocess murmurhash
    mutagen mxnet mypy mypy_extensions napalm natsort nbconvert nbformat ncclient neo4j neptune netaddr netcdf4
    netmiko networkx nevergrad newrelic nextcord ngboost nibabel nicegui nilearn ninja nitime nltk node2vec
    noisereduce norfair nornir nose notify2 notion_client nox npyscreen num2words numba numcodecs numdifftools
    numexpr numpy numpyro o365 oauth2client oauthlib obd objgraph obspy ocrmypdf odmantic oletools ollama
    omegaconf onnx onnxmltools onnxruntime open3d openai opencc openml openmm openpyxl openshift openvino
    opt_einsum optax optimum optuna oracledb orjson ormar ortools osmnx outlines overrides packaging paddleocr
    panda3d pandas pandas_datareader pandas_gbq pandas_profiling pandera pandocfilters panel papermill
    parameterized paramiko parse parsedatetime parsel parso passlib paste pathlib2 pathos pathspec pathvalidate
    patsy paypalrestsdk pdf2image pdfkit pdfplumber pdftotext pdoc pebble peewee pefile peft pelican pendulum
    pennylane petl pettingzoo pexpect phonemizer phonenumbers photutils piccolo pika pikepdf pinecone pint
    pipdeptree plac planetary_computer platformdirs playsound playwright plotly plotnine pluggy plumbum ply
    plyer plyfile pmdarima poke_env polars polib polyglot pony pooch portalocker posthog praw pre_commit prefect
    prefect_aws prefect_dbt prefect_docker prefect_email prefect_gcp prefect_github prefect_sqlalchemy
    pretrainedmodels pretty_midi prettytable proglog prometheus_client prompt_toolkit prophet psutil ptitprince
    ptpython ptyprocess pulp pulumi pwdlib py2neo py3nvml py7zr pyamg pyarango pyarrow pyasn1 pyathena pyaudio
    pyautogui pybedtools pybtex pybullet pycares pycaret pychromecast pycirclize pyclipper pycocotools
    pycodestyle pycountry pycparser pycurl pydantic pydantic_core pydantic_settings pydataverse pydeck pydicom
    pydot pydub pyecharts pyexcel pyfiglet pyfirmata pyflakes pygad pygal pygame pygit2 pyglet pygltflib
    pygments pygraphviz pygsheets pygwalker pyiceberg pyinstaller pyinstrument pyjokes pykwalify pylast pyldavis
    pylibmc pylint pyloudnorm pymatgen pymc pymc3 pymeshlab pymilvus pymodbus pymongo pymoo pympler pymssql
    pymupdf pymupdf4llm pymysql pynamodb pynndescent pynput pyod pyodbc pyogrio pyomo pyopencl pyotp pypandoc
    pyparsing pypdf pypdf2 pypdfium2 pyperclip pyperf pyphen pypinyin pyppeteer pyproj pyproject_hooks pyqt5
    pyqt6 pyqtgraph pyquery pyramid pyrender pyrogram pyrsistent pysam pyscf pyshark pyshorteners pyside6 pysnmp
    pyspark pystac pystac_client pystray pytesseract pytest pytest_asyncio pytest_bdd pytest_benchmark
    pytest_django pytest_httpserver pytest_httpx pytest_mock pythainlp pytimeparse pytorch_lightning
    pytorch_metric_learning pyttsx3 pytube pytz pyudev pyvips pyvis pyvisa pyvista pywhatkit pyworld pyzbar
    qdarkstyle qdrant_client qiskit qrcode qtpy quandl quantities quantlib quart questionary qutip r2pipe radon
    rapidfuzz rasterio rasterstats raven ray rdflib rdkit redis redisvl redshift_connector reflex regex rembg
    replicate reportlab requests requests_cache requests_html requests_mock requests_oauthlib requests_toolbelt
    resampy resemblyzer responses respx retry retrying rich rich_click rioxarray river rlax roboflow rope rouge
    rouge_score routes rq rsa rtree ruptures s2sphere s3fs s3transfer sacrebleu sacred sacremoses safetensors
    safety sanic sanic_testing scanpy scapy schedule schema schemdraw scipy scp scrapy screeninfo seaborn
    segmentation_models segmentation_models_pytorch selenium semantic_kernel semantic_version semver sendgrid
    sentence_transformers sentencepiece sentinelsat sentry_sdk seqeval setproctitle setuptools setuptools_scm
    sgqlc sh shap shapash shapely shellingham shiny shortuuid shtab simple_parsing simple_salesforce simpleitk
    simplejson simpy six skl2onnx sklearn_pandas skorch sktime slack_bolt slack_sdk slowapi smart_open smbus2
    sniffio soco solana sortedcontainers sounddevice soundfile soupsieve spacy speechbrain sphinx
    sphinx_rtd_theme splinter spotdl spotipy sqladmin sqlalchemy sqlalchemy_utils sqlfluff sqlglot sqlmodel
    sqlparse squarify sse_starlette stable_baselines3 stackstac stanza starlette statsd statsmodels steam
    stevedore streamlit streamlit_authenticator streamlit_chat streamlit_folium streamlit_option_menu
    streamlit_pdf_viewer stripe
    structlog stumpy sunpy supabase super_gradients supervision svglib svgpathtools svgwrite sweetviz sympy
    tables tablib tabulate taichi tantivy taskiq telethon tenacity tensorboard tensorboardx tensorflow
    tensorflow_datasets tensorflow_hub tensorflow_probability tensorflow_text termcolor terminaltables
    testcontainers testfixtures testscenarios testtools textacy textblob textdistance textract textstat
    texttable textual textx tf2onnx tf_keras thefuzz thinc threadpoolctl thrift tianshou tifffile tiktoken
    time_machine timm tinycss2 tinydb tinygrad tldextract tokenizers toml tomli tomli_w tomlkit toolz toposort
    torch torch_geometric torchaudio torchdata torchinfo torchio torchmetrics torchsummary torchtext torchvision
    torchviz tornado towncrier tox tpot tqdm trafilatura traitlets transformers transitions trax treq trimesh
    trino trio triton trl troposphere trove_classifiers trustme tsfresh tslearn tweepy twilio twisted twython
    typeguard typer typing_extensions typing_inspect typing_inspection tzdata tzlocal ua_parser uharfbuzz ujson
    ultralytics uncertainties underthesea unidecode unsloth unstructured unyt upnpclient uritemplate urllib3
    ursina urwid usearch user_agents uvicorn uvloop vadersentiment vaex validators vectorbt vidgear vine
    virtualenv visdom vizdoom vk_api vllm voila voluptuous vosk vtk vulture wagtail waitress walrus wand wandb
    watchdog watchfiles wcwidth weasyprint web3 webargs webcolors webdriver_manager webencodings webob
    websockets webtest werkzeug wheel whisperx whitenoise whoosh wikipedia wordcloud workalendar wrapt wsproto
    wtforms xarray xformers xgboost xhtml2pdf xlrd xlsxwriter xlutils xlwt xmlschema xmltodict xxhash yacs
    yahoo_fin yapf yarl ydata_profiling yeelight yfinance yolov5 youtube_dl yt_dlp zappa zarr zeep zeroconf zipp
    zstandard zulip
    """.split()
)
"""In lower case."""
