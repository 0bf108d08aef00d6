"""What a compose file asks for."""
