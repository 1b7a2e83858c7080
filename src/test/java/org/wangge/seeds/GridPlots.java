package org.wangge.seeds;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.wangge.grid.Division;

/** Shares the grids of a town out among its communities so that each gets one connected, compact piece. */
final class GridPlots {

    /** A community and the sites of its grids. */
    record Plot(Division community, List<Coordinate> sites) {}

    private static final double SCATTERED = 1e9;
    private static final Comparator<Coordinate> ALONG_X =
            Comparator.<Coordinate>comparingDouble(site -> site.x).thenComparing(site -> site.y);
    private static final Comparator<Coordinate> ALONG_Y =
            Comparator.<Coordinate>comparingDouble(site -> site.y).thenComparing(site -> site.x);

    private final Map<Coordinate, Set<Coordinate>> neighbours = new HashMap<>();

    /** Grids are neighbours when they share an edge, as rounded. */
    GridPlots(Map<Coordinate, List<double[]>> rings) {
        Map<String, Coordinate> firstOnEdge = new HashMap<>();
        rings.forEach((site, ring) -> {
            for (int corner = 1; corner < ring.size(); corner++) {
                String one = text(ring.get(corner - 1));
                String other = text(ring.get(corner));
                String edge = one.compareTo(other) < 0 ? one + other : other + one;
                Coordinate before = firstOnEdge.putIfAbsent(edge, site);
                if (before != null) {
                    neighbours.computeIfAbsent(before, key -> new HashSet<>()).add(site);
                    neighbours.computeIfAbsent(site, key -> new HashSet<>()).add(before);
                }
            }
        });
    }

    List<Plot> share(List<Division> communities, List<Coordinate> sites) {
        List<Plot> plots = halved(communities, sites);
        while (improve(plots)) {
            // each round exchanges one pair; the cost falls each time, so this ends
        }
        return plots;
    }

    /** Communities of towns have more people and more grids than villages, whose numbers begin at 200. */
    static int gridsOf(Division community) {
        return community.code().charAt(9) < '2' ? 4 : 3;
    }

    /** Halves the communities and the ground again and again, across its longer side, until each has its own piece. */
    private static List<Plot> halved(List<Division> communities, List<Coordinate> sites) {
        if (communities.size() == 1) {
            return List.of(new Plot(communities.get(0), new ArrayList<>(sites)));
        }
        int half = communities.size() / 2;
        int count = communities.subList(0, half).stream()
                .mapToInt(GridPlots::gridsOf)
                .sum();
        Envelope extent = new Envelope();
        sites.forEach(extent::expandToInclude);
        List<Coordinate> sorted = new ArrayList<>(sites);
        sorted.sort(extent.getWidth() >= extent.getHeight() ? ALONG_X : ALONG_Y);
        List<Plot> plots = new ArrayList<>(halved(communities.subList(0, half), sorted.subList(0, count)));
        plots.addAll(halved(communities.subList(half, communities.size()), sorted.subList(count, sorted.size())));
        return plots;
    }

    /** Exchanges the one pair of grids between two communities that gains most. False when none gains. */
    private boolean improve(List<Plot> plots) {
        double best = 1e-6;
        Runnable exchange = null;
        for (int first = 0; first < plots.size(); first++) {
            for (int second = first + 1; second < plots.size(); second++) {
                List<Coordinate> one = plots.get(first).sites();
                List<Coordinate> other = plots.get(second).sites();
                double before = cost(one) + cost(other);
                for (int from = 0; from < one.size(); from++) {
                    for (int to = 0; to < other.size(); to++) {
                        swap(one, from, other, to);
                        double gain = before - cost(one) - cost(other);
                        swap(one, from, other, to);
                        if (gain > best) {
                            best = gain;
                            int at = from;
                            int with = to;
                            exchange = () -> swap(one, at, other, with);
                        }
                    }
                }
            }
        }
        if (exchange == null) {
            return false;
        }
        exchange.run();
        return true;
    }

    private static void swap(List<Coordinate> one, int from, List<Coordinate> other, int to) {
        one.set(from, other.set(to, one.get(from)));
    }

    /** Pieces count far more than shape; shape is the square of the distances from the middle. */
    private double cost(List<Coordinate> sites) {
        double x = sites.stream().mapToDouble(site -> site.x).sum() / sites.size();
        double y = sites.stream().mapToDouble(site -> site.y).sum() / sites.size();
        double spread = 0;
        for (Coordinate site : sites) {
            spread += (site.x - x) * (site.x - x) + (site.y - y) * (site.y - y);
        }
        return (pieces(sites) - 1) * SCATTERED + spread;
    }

    private int pieces(List<Coordinate> sites) {
        Set<Coordinate> left = new HashSet<>(sites);
        int pieces = 0;
        while (!left.isEmpty()) {
            pieces++;
            Deque<Coordinate> reached = new ArrayDeque<>(List.of(left.iterator().next()));
            while (!reached.isEmpty()) {
                Coordinate site = reached.pop();
                if (left.remove(site)) {
                    reached.addAll(neighbours.getOrDefault(site, Set.of()));
                }
            }
        }
        return pieces;
    }

    private static String text(double[] corner) {
        return corner[0] + " " + corner[1] + ";";
    }
}
