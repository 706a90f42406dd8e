-- data: projected   rebuild: principals
DROP TABLE principals;
