"""The user of the machine as whom dev containers are opened."""

import os
import pwd
import subprocess
from dataclasses import dataclass

HOST_USER = "devcontain-host"


@dataclass(frozen=True)
class Host:
    """The user of the machine as whom everything outside the containers is done."""

    user: pwd.struct_passwd
    is_other: bool

    def run(self, *command, check=True):
        as_user = ["runuser", "-u", self.user.pw_name, "--"] if self.is_other else []
        return subprocess.run(
            [*as_user, *command], env=self.environment, capture_output=True, text=True, check=check, timeout=900
        )

    @property
    def environment(self):
        return os.environ | {
            "HOME": self.user.pw_dir,
            "USER": self.user.pw_name,
            "LOGNAME": self.user.pw_name,
            "BUILDKIT_PROGRESS": "plain",
        }

    def own(self, directory):
        if self.is_other:
            subprocess.run(["chown", "--recursive", f"{self.user.pw_uid}:{self.user.pw_gid}", directory], check=True)
