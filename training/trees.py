"""Writes boosted trees as src/forest/forest.h reads them; says what they make of rows that they were not fitted on."""


def held_out(settings, rounds, signs, answers, folds, n):
    """What trees fitted on all other rows (a fold below 0 is always among these) say of each of n folds' rows; zeros for rows of no fold."""
    import lightgbm
    import numpy
    said = None
    for fold in range(n):
        rest, test = folds != fold, folds == fold
        got = lightgbm.train(settings, lightgbm.Dataset(signs[rest], answers[rest]), rounds).predict(signs[test])
        said = numpy.zeros((len(answers), *got.shape[1:])) if said is None else said
        said[test] = got
    return said


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
