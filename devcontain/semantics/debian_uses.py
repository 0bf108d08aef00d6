"""Debian packages that a dev container has anyhow, or that serve a machine rather than the code."""

IN_IMAGE = frozenset(
    """
    apt-transport-https apt-utils build-essential ca-certificates curl dirmngr g++ gcc git gnupg gnupg2 libc-dev
    libc6-dev lsb-release make openssh-client software-properties-common sudo
    """.split()
)
"""What every image that devcontain chooses has, or has no use for."""

OF_SERVERS = frozenset(
    """
    apache2 bash-completion cron dumb-init emacs-nox fish gosu htop less locales man-db nano nginx openssh-server
    screen supervisor texlive-full tini tmux tzdata vim wait-for-it wget zsh
    """.split()
)
"""What serves the machine or the person who logs in to it, not the code."""

OF_CI = frozenset(
    """
    autossh bats bc binutils byobu bzip2 ccache clang clang-format clang-tidy cloc cppcheck cron devscripts
    docker-compose docker.io doxygen elasticsearch expect gdb gh git-lfs gnupg-agent hub jq lcov lld llvm lsof
    mariadb-server memcached mongodb moreutils mosquitto mysql-server net-tools nodejs npm parallel patch pigz
    postgresql postgresql-contrib procps pv rabbitmq-server redis-server rename ripgrep rlwrap rsync ruby shellcheck
    strace subversion sysstat time tree unzip uuid-runtime wget xz-utils yamllint zip zsync
    """.split()
)
"""What a machine of the CI's checks, measures and packs with, and servers, which have containers of their own."""
