import ldap

print(ldap.__version__)
