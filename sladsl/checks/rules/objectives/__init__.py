"""Rules about promises: how many, in which hours, with which consequence."""
