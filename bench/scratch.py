"""A PostgreSQL database for one measurement."""
import os
import subprocess


def scratch_database():
    admin, name = os.environ["BATON_TEST_POSTGRES"], f"bench_{os.urandom(4).hex()}"
    subprocess.run(["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-c", f"create database {name}", admin], check=True)
    return admin.replace("/postgres?", f"/{name}?")
