-- The columns of both schemas stand in the same order.

INSERT INTO nw_abbr.t_cat_mst SELECT * FROM northwind.categories;
INSERT INTO nw_abbr.t_cust_typ SELECT * FROM northwind.customer_demographics;
INSERT INTO nw_abbr.t_cust_mst SELECT * FROM northwind.customers;
INSERT INTO nw_abbr.t_cust_typ_lnk SELECT * FROM northwind.customer_customer_demo;
INSERT INTO nw_abbr.t_emp_mst SELECT * FROM northwind.employees;
INSERT INTO nw_abbr.t_splr_mst SELECT * FROM northwind.suppliers;
INSERT INTO nw_abbr.t_prd_mst SELECT * FROM northwind.products;
INSERT INTO nw_abbr.t_rgn SELECT * FROM northwind.region;
INSERT INTO nw_abbr.t_shpr SELECT * FROM northwind.shippers;
INSERT INTO nw_abbr.t_ord_hdr SELECT * FROM northwind.orders;
INSERT INTO nw_abbr.t_ord_ln SELECT * FROM northwind.order_details;
INSERT INTO nw_abbr.t_terr SELECT * FROM northwind.territories;
INSERT INTO nw_abbr.t_emp_terr_lnk SELECT * FROM northwind.employee_territories;
INSERT INTO nw_abbr.t_us_st SELECT * FROM northwind.us_states;

ALTER TABLE nw_abbr.t_cat_mst ADD PRIMARY KEY (cat_id);
ALTER TABLE nw_abbr.t_cust_typ ADD PRIMARY KEY (cust_typ_id);
ALTER TABLE nw_abbr.t_cust_mst ADD PRIMARY KEY (cust_id);
ALTER TABLE nw_abbr.t_cust_typ_lnk ADD PRIMARY KEY (cust_id, cust_typ_id);
ALTER TABLE nw_abbr.t_emp_mst ADD PRIMARY KEY (emp_id);
ALTER TABLE nw_abbr.t_splr_mst ADD PRIMARY KEY (splr_id);
ALTER TABLE nw_abbr.t_prd_mst ADD PRIMARY KEY (prd_id);
ALTER TABLE nw_abbr.t_rgn ADD PRIMARY KEY (rgn_id);
ALTER TABLE nw_abbr.t_shpr ADD PRIMARY KEY (shpr_id);
ALTER TABLE nw_abbr.t_ord_hdr ADD PRIMARY KEY (ord_id);
ALTER TABLE nw_abbr.t_ord_ln ADD PRIMARY KEY (ord_id, prd_id);
ALTER TABLE nw_abbr.t_terr ADD PRIMARY KEY (terr_id);
ALTER TABLE nw_abbr.t_emp_terr_lnk ADD PRIMARY KEY (emp_id, terr_id);
ALTER TABLE nw_abbr.t_us_st ADD PRIMARY KEY (st_id);

CREATE INDEX ON nw_abbr.t_cust_mst (cntry);
CREATE INDEX ON nw_abbr.t_ord_hdr (cust_id);
CREATE INDEX ON nw_abbr.t_ord_hdr (emp_id);
CREATE INDEX ON nw_abbr.t_ord_hdr (ord_dt);
CREATE INDEX ON nw_abbr.t_ord_ln (prd_id);
CREATE INDEX ON nw_abbr.t_prd_mst (splr_id);
CREATE INDEX ON nw_abbr.t_prd_mst (cat_id);
