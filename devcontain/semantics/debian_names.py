"""Which packages of a Dockerfile can be had from Debian 12, whatever it is built from."""

NAMES = frozenset(
    """
    abacas abcmidi abook abyss acedb-other acedb-other-belvu acedb-other-dotter ack acl adapterremoval adb adun-core
    adun.app aegean aeskulap aevol aghermann alien alien-hunter alsa-utils alter-sequence-alignment altree amap-align
    amide ampliconnoise andi ansible ant antiword apache2 apache2-dev apparmor apt-file apt-show-versions
    apt-transport-https apt-utils apulse aragorn arden aria2 ariba arping art-nextgen-simulation-tools
    art-nextgen-simulation-tools-profiles artemis artfastqgenerator asciidoc asciidoc-base asciidoctor aspell
    aspell-en aspell-es aspell-fr assemblytics at-spi2-core atac attr aubio-tools audacity augustus augustus-data
    autoconf autoconf-archive autoconf2.13 autodock autodock-getdata autodock-test autodock-vina autogen autogrid
    autogrid-test automake automake1.11 autopoint autossh autotools-dev avahi-utils avr-libc axe-demultiplexer
    baitfisher bali-phy ballview bamtools bandage barrnap bart bart-view bash bash-completion bat bats bbmap bc
    bcftools beads beagle beast-mcmc beast2-mcmc bedops bedtools bedtools-test belvu berkeley-express biber bind9
    bind9utils binutils binutils-dev bio-eagle bio-rainbow bio-tradis bioperl bioperl-run biosquid biosyntax
    biosyntax-common biosyntax-example biosyntax-gedit biosyntax-less biosyntax-vim bison bitseq blasr bliss blixem
    bluez bmon bolt-16 bolt-lmm bolt-lmm-example boolector bowtie bowtie2 boxshade bpfcc-tools bpftool bppphyview
    bppsuite bridge-utils brig brotli bsd-mailx bsdextrautils bsdmainutils btrfs-progs build-essential busybox bwa
    byacc byobu bzip2 bzr ca-certificates ca-certificates-java cabextract caddy cadical camlp4 can-utils canu
    capnproto cargo casacore-dev cassiopee catatonit catdoc ccache cct cd-hit cdbfasta cdo centrifuge cgview
    chado-utils changeo check checkinstall cheese chimeraslayer chktex chromhmm chromhmm-example chromimpute chromium
    chromium-driver chromium-l10n chrpath cifs-utils circlator circos circos-tools clamav clang clang-format
    clang-tidy clasp clearcut clinfo clisp cloc clonalframe clonalframeml clonalorigin cloud-image-utils clustalo
    clustalw clustalx cm-super cmake cmake-curses-gui cmake-data cnvkit codonw coinor-cbc coinor-libcbc-dev
    coinor-libcgl-dev coinor-libclp-dev coinor-libipopt-dev concavity conservation-code console-setup
    console-setup-linux coreutils corosync cowsay cpanminus cpio cppcheck crac cron cryptsetup crystal csb
    ctdconverter ctn ctn-dev ctsim ctsim-help curl cutadapt cvc4 cvc5 cvs cvsps cwltool cycle daligner dapl2-utils
    darkice dascrubber davfs2 dawg dazzdb dbus dbus-x11 dcm2niix dcmtk debian-archive-keyring debian-keyring
    debootstrap default-jdk default-jdk-headless default-jre default-jre-headless default-libmysqlclient-dev
    default-mysql-client delly desktop-file-utils device-tree-compiler devscripts dfu-util dialign dialign-tx
    dialign-tx-data dialog diamond-aligner dicom3tools dicomscope diffstat diffutils direnv dirmngr discosnp distcc
    disulfinder disulfinder-data ditaa djvulibre-bin dkms dnaclust dnsmasq dnsutils docbook-xml docbook-xsl docbook2x
    docker-compose docker.io dos2unix dosfstools dotter doxygen dpkg dpkg-dev dssp dumb-init dvipng dvisvgm dwgsim
    e-mem e2fsprogs ea-utils easy-rsa ecopcr edfbrowser edlib-aligner edtsurf eigensoft elastix elinks elph emacs
    emacs-nox embassy-domainatrix embassy-domalign embassy-domsearch emboss emboss-data emboss-explorer emboss-lib
    emboss-test enchant-2 entr environment-modules equivs erlang-nox erlang-reltool espeak espeak-data espeak-ng
    estscan etcd-client etcd-server ethtool examl exim4 exiv2 exonerate expat expect fail2ban fakeroot fast5 fastahack
    fastaq fastboot fastdnaml fastlink fastml fastp fastqc fastqtl fasttree fcgiwrap fcitx-frontend-qt5
    fcitx-module-dbus fcitx-modules fd-find festival festival-dev ffindex ffmpeg fig2dev figlet figtree file findutils
    firebird-dev firebird3.0-utils firefox-esr fis-gtm fish fitgcp flac flatbuffers-compiler flex flexbar fluidsynth
    fluxbox fml-asm fontconfig fontconfig-config fontforge fonts-dejavu fonts-dejavu-core fonts-freefont-ttf
    fonts-ipafont-gothic fonts-liberation fonts-noto fonts-noto-cjk fonts-roboto fonts-wqy-zenhei fortunes freebayes
    freecontact freeglut3-dev freerdp2-dev freesasa freetds-bin freetds-dev fsa fsm-lite fuse fuse-overlayfs fuse3 fzf
    g++ g++-multilib galileo galileo-daemon gap gap-core garli garli-mpi gasic gatb-core gatb-core-testdata gawk
    gbrowse gbrowse-calign gbrowse-data gcc gcc-arm-none-eabi gcc-avr gconf-service gconf2 gdal-bin gdb gdbserver
    gdebi-core gdpc geary gemma gengetopt genisoimage genometester genometools genometools-common gentle
    geoip-database geotiff-bin getdata gettext gettext-base gff2aplot gff2ps gfortran gh ghdl ghmm ghostscript
    gifsicle gimp gir1.2-adw-1 gir1.2-ayatanaappindicator3-0.1 gir1.2-glib-2.0 gir1.2-gst-plugins-base-1.0
    gir1.2-gstreamer-1.0 gir1.2-gtk-3.0 gir1.2-gtk-4.0 gir1.2-gtksource-4 gir1.2-gudev-1.0 gir1.2-notify-0.7
    gir1.2-pango-1.0 gir1.2-poppler-0.18 gir1.2-rsvg-2.0 gir1.2-secret-1 gir1.2-vte-2.91 gir1.2-webkit2-4.0
    gir1.2-webkit2-4.1 git git-all git-annex git-flow git-lfs git-svn glam2 glew-utils glpk-utils gmt gmt-dcw
    gmt-gshhg gnome-keyring gnulib gnumed-client gnumed-client-de gnumed-common gnumed-server gnupg gnupg-agent gnupg2
    gnuplot gnuplot-nox gnuradio gnuradio-dev gnutls-bin go-md2man gobject-introspection golang-go google-perftools
    googletest gosu gparted gperf gpg gpg-agent gpgconf gpgsm gphoto2 gpsbabel grabix gradle grads graphicsmagick
    graphlan graphviz grass grass-dev grep gridengine-client grinder gringo groff gromacs groovy gsfonts gsl-bin
    gstreamer1.0-gl gstreamer1.0-libav gstreamer1.0-nice gstreamer1.0-plugins-bad gstreamer1.0-plugins-base
    gstreamer1.0-plugins-good gstreamer1.0-plugins-rtp gstreamer1.0-plugins-ugly gstreamer1.0-pulseaudio
    gstreamer1.0-rtsp gstreamer1.0-tools gtk-doc-tools gtkwave gubbins gwama gwyddion gwyddion-common gyp gzip haproxy
    harvest-tools haveged hdf4-tools hdf5-tools hdparm heimdal-dev help2man herbstluftwm hhsuite hhsuite-data
    hicolor-icon-theme hilive hinge hisat2 hmmer hmmer2 hollywood hostname htop htslib-test httpie hunspell
    hunspell-en-us hunspell-fr hwinfo hwloc hyphy-common hyphy-mpi hyphy-pt ibus ibus-gtk ibutils ibverbs-providers
    ibverbs-utils icu-devtools idba iftop igor imagej imagemagick indelible indent infernal infiniband-diags
    init-system-helpers inkscape inotify-tools intel-opencl-icd intltool invesalius invesalius-bin iotop iperf ipfm
    ipig iproute2 ipset iptables iputils-ping iqtree ismrmrd-schema ismrmrd-tools iso-codes isolinux iva iverilog
    jackd2 jaligner jed jellyfish jellyfish1 jemboss jlha-utils jmodeltest jp2a jpegoptim jq jsvc jupyter kalign kbd
    keepass2 khmer khmer-common kicad kineticstools kineticstools-data king king-probe kissplice kma kmc kmer kmod
    kraken kraken2 kramdown krb5-admin-server krb5-config krb5-kdc krb5-user ksh lagan lamarc lambda-align
    lambda-align2 lame last-align latexmk lbzip2 lcov ldap-utils leaff lefse less libacl1 libacl1-dev libadwaita-1-dev
    libaec-dev libaio-dev libaio1 libairspy-dev libapache2-mod-wsgi-py3 libapparmor-dev libapr1 libapr1-dev
    libaprutil1-dev libaprutil1-ldap libarchive-dev libarchive-tools libarchive13 libargon2-dev libarpack2-dev
    libasio-dev libasound2 libasound2-dev libasound2-plugins libaspell-dev libass-dev libassimp-dev libassimp5
    libassuan-dev libatk-bridge2.0-0 libatk1.0-0 libatlas-base-dev libatlas3-base libatomic-ops-dev libatomic1
    libattr1 libattr1-dev libaubio-dev libaudit-dev libavahi-client-dev libavahi-client3 libavahi-common-dev
    libavahi-common3 libavahi-compat-libdnssd-dev libavahi-core7 libavahi-glib-dev libavcodec-dev libavdevice-dev
    libavfilter-dev libavformat-dev libavif-dev libavutil-dev libayatana-appindicator3-1 libayatana-appindicator3-dev
    libb64-0d libb64-dev libbabeltrace-ctf-dev libbam-dev libbenchmark-dev libbison-dev libblas-dev libbliss-dev
    libblkid-dev libblosc-dev libbluetooth-dev libbluetooth3 libbolt-16-dev libboost-all-dev libboost-context-dev
    libboost-dev libboost-filesystem-dev libboost-graph-dev libboost-numpy-dev libboost-program-options-dev
    libboost-python-dev libboost-serialization-dev libboost-system-dev libboost-test-dev libboost-thread-dev
    libbpf-dev libbpf1 libbrotli-dev libbsd-dev libbson-dev libbtrfs-dev libbullet-dev libbz2-1.0 libbz2-dev
    libc++-dev libc++1 libc++abi-dev libc++abi1 libc-ares-dev libc-client2007e libc6 libc6-dev libc6-dev-arm64-cross
    libc6-dev-armel-cross libc6-dev-armhf-cross libc6-dev-i386 libc6-dev-ppc64el-cross libc6-dev-s390x-cross
    libc6-i386 libcairo-gobject2 libcairo2 libcairo2-dev libcanberra-gtk-module libcanberra-gtk3-module libcanberra0
    libcap-dev libcap-ng-dev libcap2 libcap2-bin libcapnp-dev libcapstone-dev libcbor-dev libccfits-dev libccid
    libcctz-dev libcereal-dev libceres-dev libcerf-dev libcfg-dev libcfitsio-bin libcfitsio-dev libcgal-dev
    libchemps2-dev libchromaprint-dev libchromaprint-tools libcifpp-dev libclamav-dev libclang-dev libcmap-dev
    libcmocka-dev libcmocka0 libcodec2-dev libconfig-dev libcpg-dev libcpprest-dev libcryptsetup-dev libcunit1
    libcunit1-dev libcups2 libcups2-dev libcupsimage2-dev libcurl3-gnutls libcurl4 libcurl4-gnutls-dev
    libcurl4-openssl-dev libcurlpp-dev libczmq-dev libdapl2 libdav1d-dev libdb-dev libdb5.3-dev libdbd-pg-perl
    libdbus-1-3 libdbus-1-dev libdbus-glib-1-2 libdbus-glib-1-dev libdbusmenu-glib4 libdbusmenu-gtk3-4 libdc1394-dev
    libdeflate-dev libdeflate0 libdevmapper-dev libdlib-dev libdmtx-dev libdmtx0b libdouble-conversion-dev
    libdumbnet-dev libdw-dev libeccodes-dev libeccodes-tools libeccodes0 libecm-dev libedit-dev libedit2 libegl-dev
    libegl-mesa0 libegl1 libegl1-mesa libegl1-mesa-dev libeigen3-dev libelf-dev libenchant-2-2 libenchant-2-dev
    libengine-pkcs11-openssl libespeak-dev libespeak-ng-dev libespeak-ng1 libespeak1 libev-dev libev4 libevent-dev
    libexif-dev libexiv2-dev libexpat1 libexpat1-dev libext2fs-dev libfabric-dev libfbclient2 libfcgi-dev libfdt-dev
    libffi-dev libffi8 libfftw3-dev libfftw3-double3 libfile-slurp-perl libfindbin-libs-perl libfl-dev libflac-dev
    libflann-dev libflatbuffers-dev libflint-dev libfluidsynth3 libfmt-dev libfontconfig-dev libfontconfig1
    libfontconfig1-dev libfontenc1 libfreeimage-dev libfreeimage3 libfreetype-dev libfreetype6 libfreetype6-dev
    libfribidi-dev libftdi1 libftdi1-2 libftdi1-dev libfuse-dev libfuse2 libfuse3-dev libfuzzy-dev libgbm1 libgc-dev
    libgcc-s1 libgconf-2-4 libgcrypt20-dev libgd-dev libgd3 libgdal-dev libgdbm-compat-dev libgdbm-dev libgdiplus
    libgdk-pixbuf-2.0-0 libgdk-pixbuf-2.0-dev libgdk-pixbuf2.0-0 libgdk-pixbuf2.0-dev libgeoip-dev libgeoip1
    libgeos-c1v5 libgeos-dev libgeotiff-dev libgflags-dev libgif-dev libgio2.0-cil-dev libgirepository1.0-dev
    libgit2-dev libgivaro-dev libgl1 libgl1-mesa-dev libgl1-mesa-dri libgl1-mesa-glx libglapi-mesa libgles2
    libgles2-mesa-dev libglew-dev libglew2.2 libglfw3 libglfw3-dev libglib2.0-0 libglib2.0-dev libglm-dev libglpk-dev
    libglu1-mesa libglu1-mesa-dev libglut3.12 libglvnd-dev libglvnd0 libglx-mesa0 libglx0 libgmock-dev libgmp-dev
    libgmp3-dev libgmt-dev libgnutls28-dev libgomp1 libgoogle-glog-dev libgoogle-gson-java libgoogle-perftools-dev
    libgpg-error-dev libgpg-error0 libgpgme-dev libgphoto2-6 libgphoto2-dev libgraphicsmagick++1-dev
    libgraphicsmagick1-dev libgraphviz-dev libgrpc++-dev libgrpc-dev libgs-dev libgsl-dev libgsl27 libgssapi-krb5-2
    libgstreamer-plugins-bad1.0-dev libgstreamer-plugins-base1.0-0 libgstreamer-plugins-base1.0-dev libgstreamer1.0-0
    libgstreamer1.0-dev libgstrtspserver-1.0-0 libgstrtspserver-1.0-dev libgtest-dev libgtk-3-0 libgtk-3-dev
    libgtk-4-1 libgtk-4-dev libgtk2.0-0 libgtk2.0-dev libgtk3.0-cil-dev libguestfs-tools libh2o-evloop-dev
    libhackrf-dev libharfbuzz-dev libharfbuzz-subset0 libharfbuzz0b libhdf4-dev libhdf5-dev libhdf5-mpi-dev
    libhdf5-mpich-dev libhdf5-openmpi-dev libheif-dev libheif1 libhidapi-dev libhidapi-hidraw0 libhidapi-libusb0
    libhiredis-dev libhts-dev libhts3 libhtscodecs2 libhttp-parser-dev libhunspell-dev libhwloc-dev libhwy-dev
    libhyperscan-dev libhypre-dev libiberty-dev libibumad-dev libibverbs-dev libical-dev libicu-dev libicu72
    libid3tag0-dev libidn11-dev libidn12 libidn2-dev libigc-dev libigdfcl-dev libigdgmm12 libigfxcmrt-dev
    libigraph-dev libimage-exiftool-perl libimagequant-dev libini-config-dev libint2-dev libio-pty-perl libisal-dev
    libjack-dev libjack-jackd2-dev libjack0 libjansson-dev libjansson4 libjbig0 libjemalloc-dev libjemalloc2
    libjenkins-json-java libjna-java libjpeg-dev libjpeg-turbo-progs libjpeg62-turbo libjpeg62-turbo-dev libjson-c-dev
    libjson-glib-dev libjson-perl libjsoncpp-dev libkeyutils-dev libkim-api-dev libkissfft-dev libklibc-dev libkrb5-3
    libkrb5-dev libkyotocabinet-dev liblapack-dev liblapacke-dev liblcms2-2 liblcms2-dev libldap-dev libldap2-dev
    libldns-dev libldns3 libleptonica-dev libleveldb-dev liblmdb-dev liblo-dev libltdl-dev liblttng-ust1
    liblua5.1-0-dev liblua5.2-dev liblua5.3-dev liblua5.4-dev libluajit-5.1-dev liblwp-protocol-https-perl liblz4-dev
    liblz4-tool liblzma-dev liblzma5 liblzo2-dev libmad0-dev libmagic-dev libmagic1 libmagick++-dev
    libmagickcore-6.q16-dev libmagickcore-dev libmagickwand-6.q16-6 libmagickwand-dev libmapnik-dev libmariadb-dev
    libmariadb-dev-compat libmariadb3 libmaxminddb-dev libmaxminddb0 libmcrypt-dev libmcrypt4 libmecab-dev
    libmediainfo-dev libmediainfo0v5 libmemcached-dev libmemcached-tools libmemcached11 libmetis-dev libmfx1
    libmicrohttpd-dev libmimalloc-dev libmnl-dev libmongoc-dev libmosquitto-dev libmount-dev libmozjs-78-dev
    libmp3lame-dev libmpc-dev libmpfr-dev libmpg123-dev libmpich-dev libmsgpack-dev libmtdev-dev libmtdev1
    libmumps-dev libmumps-seq-dev libmunge-dev libnanomsg-dev libncurses-dev libncurses5 libncurses5-dev libncurses6
    libncursesw5 libncursesw5-dev libnet-ssleay-perl libnetcdf-cxx-legacy-dev libnetcdf-dev libnetcdf-mpi-dev
    libnetcdff-dev libnetfilter-conntrack-dev libnetfilter-queue-dev libnewlib-arm-none-eabi libnfnetlink-dev
    libnghttp2-dev libngspice0-dev libnice-dev libnl-3-dev libnl-genl-3-dev libnl-route-3-dev libnlopt-dev libnm-dev
    libnm0 libnotify-bin libnotify-dev libnotify4 libnspr4 libnspr4-dev libnss-mdns libnss-wrapper libnss3 libnss3-dev
    libnss3-tools libntl-dev libnum-ocaml-dev libnuma-dev libnuma1 liboctave-dev libodbc1 libode-dev libogg-dev
    libogg0 libolm-dev libomp-dev libonig-dev libopenbabel-dev libopenbabel7 libopenblas-dev libopenblas0
    libopencc-dev libopencv-core-dev libopencv-dev libopenexr-dev libopengl0 libopenjp2-7 libopenjp2-7-dev
    libopenjp2-tools libopenmpi-dev libopenmpi3 libopenslide0 libopus-dev libopus0 libopusfile-dev libopusfile0
    libosmesa6 libosmesa6-dev libosmium2-dev libossp-uuid-dev libpaho-mqtt-dev libpam-runtime libpam-systemd
    libpam0g-dev libpango-1.0-0 libpango1.0-dev libpangocairo-1.0-0 libpangoft2-1.0-0 libpari-dev libparted-dev
    libpcap-dev libpcap0.8 libpci-dev libpciaccess0 libpcl-dev libpcre2-dev libpcre3 libpcre3-dev libpcsclite-dev
    libperl-dev libpetsc-real-dev libpixman-1-0 libpixman-1-dev libpmem-dev libpmi2-0-dev libpnetcdf-dev libpng-dev
    libpng16-16 libpocl-dev libpolkit-gobject-1-0 libpolkit-gobject-1-dev libpoppler-cpp-dev libpoppler-glib-dev
    libpoppler-qt5-dev libpopt-dev libportaudio2 libportaudiocpp0 libportmidi-dev libportmidi0 libpostgresql-jdbc-java
    libpostproc-dev libpq-dev libpq5 libpresage-data libpresage1v5 libproj-dev libproj25 libprotobuf-c-dev
    libprotobuf-dev libprotoc-dev libpsl-dev libpsm2-dev libpspell-dev libpthread-stubs0-dev libpulse-dev
    libpulse-mainloop-glib0 libpulse0 libqb-dev libqdbm-dev libqpdf-dev libqt5charts5 libqt5charts5-dev libqt5core5a
    libqt5dbus5 libqt5gui5 libqt5network5 libqt5opengl5-dev libqt5printsupport5 libqt5qml5 libqt5quick5
    libqt5quicktest5 libqt5serialport5 libqt5serialport5-dev libqt5svg5-dev libqt5webkit5 libqt5widgets5
    libqt5x11extras5-dev libqt5xmlpatterns5 libqt5xmlpatterns5-dev libqt6core6 libqt6gui6 libqt6qml6 libqt6sql6-mysql
    libqt6sql6-odbc libqt6sql6-psql libqt6sql6-sqlite libqt6widgets6 libqt6xml6 libquorum-dev librabbitmq-dev
    libraqm-dev libraqm0 libraw1394-11 librdkafka-dev librdkafka1 librdkit-dev librdmacm-dev librdmacm1 libre2-9
    libre2-dev libreadline-dev libreadline8 librecode0 libreoffice libreoffice-calc libreoffice-core
    libreoffice-impress libreoffice-writer librocksdb-dev librrd-dev librsvg2-2 librsvg2-bin librsvg2-dev
    librtlsdr-dev librtlsdr0 librtmidi-dev librubberband-dev librust-clang-sys-dev libsamplerate0 libsamplerate0-dev
    libsane-dev libsasl2-2 libsasl2-dev libsasl2-modules libsasl2-modules-gssapi-mit libsbc-dev libsbsms-dev
    libscalapack-mpi-dev libscotch-dev libsctp-dev libsdl-image1.2-dev libsdl-mixer1.2-dev libsdl-ttf2.0-dev
    libsdl1.2-dev libsdl2-2.0-0 libsdl2-dev libsdl2-image-2.0-0 libsdl2-image-dev libsdl2-mixer-2.0-0
    libsdl2-mixer-dev libsdl2-ttf-2.0-0 libsdl2-ttf-dev libseccomp-dev libsecp256k1-dev libsecret-1-0 libsecret-1-dev
    libselinux1-dev libseqlib-dev libslang2-dev libslirp-dev libslurm-dev libsm6 libsmbclient-dev libsmi2-dev
    libsmpeg-dev libsnappy-dev libsnappy1v5 libsndfile1 libsndfile1-dev libsnmp-base libsnmp-dev libsoapysdr-dev
    libsocketcan-dev libsodium-dev libsodium23 libsonic-dev libsoundtouch-dev libsoup-3.0-dev libsoup2.4-dev
    libsox-dev libsox-fmt-all libsparsehash-dev libspatialindex-c6 libspatialindex-dev libspatialindex6
    libspatialite-dev libspdlog-dev libspeexdsp-dev libspnav0 libsqlite3-0 libsqlite3-dev libsqlite3-mod-spatialite
    libsqliteodbc libsrtp2-dev libssh2-1-dev libssl-dev libssl3 libstartup-notification0 libstdc++6 libsuitesparse-dev
    libsundials-dev libsvm3 libsvn-dev libsvn-perl libsvn1 libswresample-dev libswscale-dev libsybdb5 libsymspg-dev
    libsystemd-dev libsystemd0 libtalloc-dev libtasn1-6-dev libtasn1-bin libtbb-dev libtcmalloc-minimal4 libtelnet-dev
    libtesseract-dev libtheora-dev libthrift-dev libtiff-dev libtiff-tools libtiff5-dev libtiff6 libtinfo-dev
    libtinfo5 libtinfo6 libtins-dev libtinyxml2-dev libtirpc-dev libtokyocabinet-dev libtool libtool-bin libtre-dev
    libtrilinos-zoltan-dev libtspi-dev libtss2-dev libtwolame-dev libucx-dev libucx0 libudev-dev libudev1
    libudisks2-dev libudunits2-0 libudunits2-dev libuhd-dev libumfpack5 libumockdev-dev libunicorn-dev
    libunistring-dev libunwind-dev libunwind8 liburcu-dev liburing-dev liburing2 libusb-0.1-4 libusb-1.0-0
    libusb-1.0-0-dev libuuid1 libuv1 libuv1-dev libv4l-0 libv4l-dev libva-dev libvarnishapi-dev libvcflib-dev
    libvcflib-tools libvcflib1 libvdpau-dev libvips-dev libvips-tools libvips42 libvirt-clients libvirt-daemon-system
    libvirt-dev libvirt0 libvncserver-dev libvorbis-dev libvpl2 libvpx-dev libvte-2.91-dev libvulkan-dev libvulkan1
    libwayland-dev libwebkit2gtk-4.0-dev libwebkit2gtk-4.1-0 libwebkit2gtk-4.1-dev libwebp-dev libwebp7
    libwebsockets-dev libwine libwslay-dev libx11-6 libx11-data libx11-dev libx11-xcb-dev libx11-xcb1 libx264-dev
    libxatracker2 libxau-dev libxau6 libxc-dev libxcb-cursor-dev libxcb-cursor0 libxcb-dri3-0 libxcb-dri3-dev
    libxcb-ewmh-dev libxcb-glx0 libxcb-glx0-dev libxcb-icccm4 libxcb-icccm4-dev libxcb-image0 libxcb-image0-dev
    libxcb-keysyms1 libxcb-keysyms1-dev libxcb-present0 libxcb-randr0 libxcb-randr0-dev libxcb-render-util0-dev
    libxcb-shape0 libxcb-shm0 libxcb-shm0-dev libxcb-sync1 libxcb-util-dev libxcb-util1 libxcb-xfixes0
    libxcb-xfixes0-dev libxcb-xinerama0 libxcb-xinerama0-dev libxcb-xinput0 libxcb-xkb-dev libxcb-xtest0 libxcb1
    libxcb1-dev libxcomposite-dev libxcomposite1 libxcursor-dev libxcursor1 libxdamage-dev libxdamage1 libxdmcp6
    libxerces-c-dev libxext-dev libxext6 libxfixes-dev libxfixes3 libxft-dev libxft2 libxi-dev libxi6 libxinerama-dev
    libxinerama1 libxkbcommon-dev libxkbcommon-x11-0 libxkbcommon-x11-dev libxkbcommon0 libxkbfile-dev libxkbfile1
    libxml-parser-perl libxml2 libxml2-dev libxml2-utils libxmlsec1-dev libxmlsec1-openssl libxmp-dev libxmu6
    libxmuu-dev libxpm4 libxrandr-dev libxrandr2 libxrender-dev libxrender1 libxslt1-dev libxslt1.1 libxss-dev libxss1
    libxt-dev libxt6 libxtables-dev libxtst-dev libxtst6 libxxf86vm-dev libxxhash-dev libyajl-dev libyajl2 libyaml-0-2
    libyaml-cpp-dev libyaml-dev libyara-dev libykpers-1-dev libyubikey0 libz3-dev libzbar-dev libzbar0 libze-dev
    libze1 libzip-dev libzmq3-dev libzmq5 libzstd-dev lilypond littler lksctp-tools lld lldb llvm llvm-dev lm-sensors
    lmdb-utils locales locales-all locate lockfile-progs logol logol-bin loki lrzip lsb-release lsof ltrsift lua5.1
    lua5.3 lua5.4 luajit luarocks lucy lvm2 lxde lynx lzip lzma lzma-dev lzop m4 macs macsyfinder maffilter mafft make
    man-db manpages-dev mapdamage mapnik-utils mapsembler2 maq maqview mariadb-backup mariadb-client mariadb-server
    mash matchbox-window-manager maude mauve-aligner maven maxima mc mcl mcpp mecab mecab-ipadic mecab-ipadic-utf8
    medcon media-types mediainfo melting memcached mencal mercurial meryl mesa-common-dev mesa-opencl-icd mesa-utils
    mesa-va-drivers mesa-vdpau-drivers mesa-vulkan-drivers meson metaphlan2-data metastudent metastudent-data
    metastudent-data-2 mhap mia-doctools mia-tools mia-viewit mialmpick microbegps microbiomeutil microbiomeutil-data
    minc-tools minia miniasm minimac4 minimap minimap2 minisat minizinc mipe mira-assembler mira-rfam-12s-rrna mksh
    mlocate mlv-smile mmdb-bin mmseqs2 mono-complete mono-mcs moreutils mosquitto mosquitto-clients mothur mpc mpd
    mpg123 mpich mptp mrbayes mrbayes-mpi mriconvert mscgen msmtp-mta mtools mumble-server mummer munge mupdf-tools
    murasaki murasaki-common murasaki-mpi muscle musescore3 musl-dev musl-tools mustang mustang-testdata mutt mypy n2n
    nano nano-tiny nanook nanopolish nasm nast-ier nautilus nauty ncbi-blast+ ncbi-blast+-legacy ncbi-data
    ncbi-entrez-direct ncbi-epcr ncbi-rrna-data ncbi-seg ncbi-tools-bin ncbi-tools-x11 ncdu ncl-tools ncmpc nco ncoils
    ncurses-term ncview ne neobio neovim net-tools netbase netcat-openbsd netcat-traditional netcdf-bin nfs-common
    nfs-ganesha nfs-ganesha-vfs nftables nginx nginx-extras nginx-full ngspice ninja-build njplot nlohmann-json3-dev
    nmap nodejs norsnet norsp notify-osd npm nullmailer numactl nutsqlite nwchem obitools ocaml ocl-icd-libopencl1
    ocl-icd-opencl-dev octave octave-bart odbc-mariadb odbc-postgresql odbcinst odil offlineimap opam openbabel
    openbox opencfu opencl-headers openjdk-17-jdk openjdk-17-jdk-headless openjdk-17-jre openjdk-17-jre-headless
    openmpi-bin openmpi-common openms openocd opensc openscad openslide-tools openssh-client openssh-server openssl
    openvpn optipng opus-tools orthanc orthanc-dev orthanc-dicomweb orthanc-imagej orthanc-mysql orthanc-postgresql
    orthanc-webviewer orthanc-wsi osm2pgsql osmium-tool osmosis p11-kit p7zip p7zip-full pal2nal paleomix paml pandoc
    paraclu parafly parallel pari-gp parsinsert parsinsert-testdata parsnp parted pass patch patchelf patman
    pbbamtools pbdagcon pbhoney pbjelly pbsim pbsuite pbzip2 pcalendar pciutils pcre2-utils pcscd pdb2pqr pdftk
    pdftk-java pdsh perftest perl perl-base perlprimer perm petsc-dev pftools phast phipack phybin phylip phyml
    physamp phyutility phyx picard-tools pigz piler pilon pirs pirs-profiles pixelmed-apps pixelmed-webstart-apps
    pixelmed-www pkg-config pkg-php-tools pkgconf placnet plantuml plasmidomics plasmidseeker plast plast-example
    plastimatch plink plink1.9 plip pmw pngquant po4a poa pocl-opencl-icd podman policykit-1 polkitd poppler-utils
    populations porechop poretools poretools-data portaudio19-dev postgis postgresql postgresql-client
    postgresql-common postgresql-contrib postgresql-server-dev-all povray pps-tools pptp-linux pptpd praat prank
    predictnls prime-phylo primer3 proalign probabel probalign probcons probcons-extra procps proda prodigal profbval
    profisis profnet-bval profnet-chop profnet-con profnet-isis profnet-md profnet-norsnet profnet-prof
    profnet-snapfun profphd-net profphd-utils proftmb progressivemauve proj-bin proj-data prosody proteinortho
    protobuf-c-compiler protobuf-compiler protobuf-compiler-grpc prottest pscan-chip pscan-chip-data pscan-tfbs psi4
    psmisc psortb pssh pulseaudio pulseaudio-utils pure-ftpd pv pvrg-jpeg pwgen pybedtools-bin pybind11-dev pycorrfit
    pymol pyqi pyqt5-dev-tools pyscanfcs pyvcf qcumber qemu-system-x86 qemu-utils qmake6 qml-module-qtgraphicaleffects
    qml-module-qtquick-controls qml-module-qtquick-dialogs qml-module-qtquick-extras qml-module-qtquick-layouts
    qml-module-qtquick-localstorage qml-module-qtquick-window2 qml-module-qtquick2 qmlscene qpdf qrisk2 qsopt-ex
    qt5-qmake qt6-base-dev qt6-base-dev-tools qt6-declarative-dev qt6-tools-dev-tools qtbase5-dev qtbase5-dev-tools
    qtchooser qtcreator qtdeclarative5-dev qtltools qtltools-example qttools5-dev qttools5-dev-tools quantum-espresso
    quorum r-base r-base-core r-base-dev r-cran-ggplot2 r-other-mott-happy.hbrem r-recommended racon radiant ragel
    rambo-k rampler rapidjson-dev rapmap rapmap-dev rapmap-example-data raster3d rate4site raxml ray ray-extra
    rdesktop rdkit-data rdma-core rdmacm-utils rdp-alignment rdp-classifier rdp-readseq re2c readseq reapr
    redis-server redis-tools remmina remmina-plugin-rdp rename repeatmasker-recon reprepro reprof ripgrep rlwrap
    rna-star rnahybrid roary rocksdb-tools roguenarok ronn rrdtool rsem rsync rsyslog rt-tests rtax rubberband-cli
    ruby runcircos-gui runit rustc s3cmd saint salmid salmon samblaster samtools samtools-test sasl2-bin sbmltoolbox
    scala scdaemon scdoc schedtool scilab scoary scons screen scrm scrot scythe seaview secure-delete sed seer
    segemehl seqan-apps seqmagick seqprep seqprep-data seqsero seqtk sga sgml-base shared-mime-info sharutils
    shellcheck shtool sibsim4 sickle siege sigma-align silversearcher-ag sim4 sim4db simh singular slapd slepc-dev
    slirp4netns slurm-client smalt smbclient smithwaterman smrtanalysis smrtanalysis-dev snakemake snap snap-aligner
    sniffles snmp snmpd snp-sites snpomatic soapaligner soapdenovo soapdenovo2 soapsnp socat softhsm2
    software-properties-common sortmerna sox spaced spades spatialite-bin spawn-fcgi speech-dispatcher
    speech-dispatcher-espeak-ng spoa sprai spread-phy sqlite3 sqlite3-tools squashfs-tools squizz sra-toolkit srst2
    ssake ssdeep ssh sshfs sshpass sspace ssw-align stacks staden staden-common staden-io-lib-utils strace stress
    subread subread-data subversion sudo suffixfsm suitename sumaclust sumatra sumtrees supervisor surankco swarm
    sweed swi-prolog swi-prolog-odbc swig swtpm sysstat systemd systemd-container systemtap-sdt-dev t-coffee tabix
    tantan tar tcl tcl-dev tcl8.6-dev tcpdump tcsh tdsodbc telnet tesseract-ocr tesseract-ocr-all
    tesseract-ocr-chi-sim tesseract-ocr-deu tesseract-ocr-eng tesseract-ocr-fra tesseract-ocr-ita tesseract-ocr-jpn
    tesseract-ocr-kor tesseract-ocr-osd tesseract-ocr-por tesseract-ocr-rus tesseract-ocr-script-latn
    tesseract-ocr-spa texinfo texlive texlive-base texlive-bibtex-extra texlive-extra-utils texlive-fonts-extra
    texlive-fonts-recommended texlive-full texlive-lang-japanese texlive-latex-base texlive-latex-extra
    texlive-latex-recommended texlive-luatex texlive-pictures texlive-plain-generic texlive-publishers texlive-science
    texlive-xetex theseus thrift-compiler tidy tig tigr-glimmer time timidity tini tk tk-dev tk8.6-dev tm-align tmux
    tnseq-transit toil tokyocabinet-bin topp toppred tor tpm2-tools trace2dbest traceroute tracetuner transdecoder
    transmission-cli transmission-common transmission-daemon transmission-gtk transrate-tools transtermhp tree
    tree-ppuzzle tree-puzzle treeview treeviewx trimmomatic tshark tvc tzdata uc-echo ucf udev udisks2 udunits-bin
    uhd-host uidmap unicycler unicycler-data unixodbc unixodbc-dev unoconv unpaper unrtf unzip upower usbutils
    uthash-dev uuid-dev uuid-runtime uwsgi uwsgi-core v4l-utils va-driver-all vainfo valac valgrind varna varnish
    vcftools velvet velvet-example velvet-long velvet-tests velvetoptimiser verilator vim vim-tiny virt-manager
    virt-viewer virtinst virtualenv vlc vnstat vnstati vorbis-tools voro++ voro++-dev vsearch vtk-dicom-tools
    vulkan-tools w3m wait-for-it wayland-protocols wcslib-dev weasyprint weechat-curses wgerman-medical wget wget2
    whois wigeon wireguard-tools wireless-tools wireshark wise wise-data wkhtmltopdf wl-clipboard wrk x11-apps
    x11-utils x11-xserver-utils x11proto-gl-dev x11vnc xauth xclip xdg-utils xdotool xfig xfonts-75dpi xfonts-base
    xfonts-encodings xfonts-utils xfsprogs xinetd xmedcon xml-core xmlsec1 xmlstarlet xmlto xorg-dev xorriso xpdf xsel
    xserver-xephyr xserver-xorg-core xsltproc xtail xterm xutils-dev xvfb xxd xz-utils yaggo yaha yara yasm yosys
    yubico-piv-tool yubikey-manager yubikey-personalization z3 zip zlib1g zlib1g-dev znc zoneminder zsh zstd
    zziplib-bin
    """.split()
)
"""Of what Dockerfiles and CI install, what Debian 12 has; another name is left alone: it may break the build."""
