package gridfare.provider.plantedtoo;

public class Neighbour {}
