"""Writes boosted trees as src/forest/forest.h reads them."""


def write(forest, out, threshold, leaf, classes=1):
    """The trees of a LightGBM booster, a row for each branch and one for the leaves of each tree; numbers in the given formats (".6g"). Those of a
    class stand together."""
    all_trees = forest.dump_model()["tree_info"]
    for tree in (tree for k in range(classes) for tree in all_trees[k::classes]):
        nodes, leaves = [], {}

        def place(node):
            if "split_feature" not in node:
                leaves[node.get("leaf_index", 0)] = node["leaf_value"]
                return -1 - node.get("leaf_index", 0)
            at = len(nodes)
            nodes.append(None)
            nodes[at] = (node["split_feature"], node["threshold"], place(node["left_child"]), place(node["right_child"]))
            return at

        place(tree["tree_structure"])
        for feature, value, left, right in nodes:
            out.write(f"{feature}\t{value:{threshold}}\t{left}\t{right}\n")
        out.write("leaves\t" + "\t".join(f"{leaves[i]:{leaf}}" for i in range(len(leaves))) + "\n")
