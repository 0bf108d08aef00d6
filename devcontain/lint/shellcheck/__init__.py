"""What ShellCheck says of the scripts in RUN, where it is installed and its codes are selected."""
