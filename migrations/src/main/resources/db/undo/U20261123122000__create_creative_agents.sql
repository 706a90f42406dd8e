-- data: projected   rebuild: creative_agents
DROP TABLE creative_agents;
DROP TYPE agent_auth_type;
