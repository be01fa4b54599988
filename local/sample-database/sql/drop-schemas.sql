DROP SCHEMA IF EXISTS northwind, nw_abbr CASCADE;
