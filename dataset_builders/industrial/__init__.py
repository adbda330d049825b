"""Industrial parts and their anomalies: public sets read from the layout they are published in, and a procedural one."""
