"""From text to nodes and back: parse, build, print, complete, highlight, all from the nodes' declarations."""
