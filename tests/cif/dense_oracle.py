"""CIF written out from its description with dense matrices and Python loops over hyperedges: slow, plain, an oracle."""

import numpy as np
import torch


def incidence(x, centroids, threshold):
    """H `(n, k)`, and the normalised cosines; hyperedges without nodes are dropped."""
    cosines = torch.zeros(len(x), len(centroids), dtype=x.dtype)
    for k, centroid in enumerate(centroids):
        cosines[:, k] = (x @ centroid) / (x.norm(dim=1) * centroid.norm())
    for i in range(len(x)):
        low, high = cosines[i].min(), cosines[i].max()
        cosines[i] = (cosines[i] - low) / (high - low) if high > low else 1
    h = (cosines >= threshold).to(x.dtype)
    used = [k for k in range(h.shape[1]) if h[:, k].sum() > 0]
    return h[:, used], cosines[:, used]


def edge_features(h, x):
    """D_E^-1 H^T D_V^-1/2 X."""
    return torch.diag(1 / h.sum(0)) @ h.T @ torch.diag(h.sum(1) ** -0.5) @ x


def cosine(a, b):
    return (a / a.norm(dim=1, keepdim=True)) @ (b / b.norm(dim=1, keepdim=True)).T


def joint_incidence(test, h_test, memory, owners, num_edges):
    """[test hypergraph | memory hypergraph | a pair per test node | a pair per memory node], `(N, E)`."""
    n, m = len(test), len(memory)
    similar = cosine(test, memory)
    columns = []
    for k in range(h_test.shape[1]):
        columns.append(torch.cat([h_test[:, k], torch.zeros(m)]))
    for k in range(num_edges):
        columns.append(torch.cat([torch.zeros(n), (owners == k).to(test.dtype)]))
    for i in range(n):
        pair = torch.zeros(n + m)
        pair[i] = pair[n + similar[i].argmax()] = 1
        columns.append(pair)
    for j in range(m):
        pair = torch.zeros(n + m)
        pair[n + j] = pair[similar[:, j].argmax()] = 1
        columns.append(pair)
    columns = [column for column in columns if column.sum() > 0]
    return torch.stack(columns, 1).to(test.dtype)


def propagation_matrix(h, layers, alpha):
    """S `(N, N)`."""
    w = h @ torch.diag(1 / h.sum(0)) @ h.T + torch.eye(len(h), dtype=h.dtype)
    scale = torch.diag(w.sum(1) ** -0.5)
    a = scale @ w @ scale
    power, s = torch.eye(len(h), dtype=h.dtype), torch.zeros_like(w)
    for layer in range(layers):
        s = s + alpha * (1 - alpha) ** layer * power
        power = power @ a
    return s + (1 - alpha) ** layers * power


def search(passed, h, memory, owners, bank_edges, top, guided=True):
    """Patch scores `(n,)`."""
    distances = torch.cdist(passed, memory, compute_mode="donot_use_mm_for_euclid_dist")
    anywhere = distances.min(1).values
    if not guided:
        return anywhere
    similar = cosine(edge_features(h, passed), bank_edges)
    inside = torch.full((len(passed),), torch.inf, dtype=passed.dtype)
    for k in range(h.shape[1]):
        order = sorted(range(len(bank_edges)), key=lambda e, k=k: -float(similar[k, e]))
        filled = [e for e in order if (owners == e).any()][:top]
        members = h[:, k] > 0
        for e in filled:
            best = distances[members][:, owners == e].min(1).values
            inside[members] = torch.minimum(inside[members], best)
    return anywhere * inside


def patchcore_score(x, patches, memory, neighbours):
    """Image score re-weighted by the neighbourhood of the nearest memory node."""
    i = int(patches.argmax())
    distances = [float((x[i] - node).norm()) for node in memory]
    nearest = int(np.argmin(distances))
    order = sorted(range(len(memory)), key=lambda j: float((memory[nearest] - memory[j]).norm()))[:neighbours]
    if len(order) == 1:
        return distances[nearest]
    weight = 1 - np.exp(distances[nearest]) / sum(np.exp(distances[j]) for j in order)
    return weight * distances[nearest]


def score(x, centroids, memory, owners, bank_edges, config):
    """Patch scores `(n,)` and image score of the foreground nodes `(n, d)` of one image."""
    h, _ = incidence(x, centroids, config.similarity)
    passed = x
    if config.layers:
        joint = joint_incidence(x, h, memory, owners, len(bank_edges))
        passed = (propagation_matrix(joint, config.layers, config.alpha) @ torch.cat([x, memory]))[: len(x)]
    patches = search(passed, h, memory, owners, bank_edges, config.top_hyperedges, config.search == "hyperedge")
    return patches, patchcore_score(x, patches, memory, config.neighbours)


def k_centres(x, count):
    """Farthest-point sampling from the node nearest to the mean; a single one has the smallest greatest distance."""
    distances = torch.cdist(x, x, compute_mode="donot_use_mm_for_euclid_dist")
    if count == 1:
        return [int(distances.max(1).values.argmin())]
    chosen = [int((x - x.mean(0)).norm(dim=1).argmin())]
    while len(chosen) < count:
        rest = distances[:, chosen].min(1).values
        rest[chosen] = -1
        chosen.append(int(rest.argmax()))
    return chosen


def memory_of(images, hypergraphs, ratio):
    """Kept nodes, their hyperedges and the hyperedge features, of full foreground; single hyperedges by cosine."""
    members: list[list[torch.Tensor]] = []
    for x, (h, cosines) in zip(images, hypergraphs, strict=True):
        own = [int(row.argmax()) for row in cosines]
        if not members:
            members = [[x[i] for i in range(len(x)) if own[i] == k] for k in range(h.shape[1])]
            continue
        bank_edges = torch.stack([torch.stack(nodes).mean(0) for nodes in members])
        target = cosine(edge_features(h, x), bank_edges).argmax(1)
        for i in range(len(x)):
            members[int(target[own[i]])].append(x[i])
    total = sum(len(nodes) for nodes in members)
    budget = int(ratio * total)
    shares = [len(nodes) * budget / total for nodes in members]
    quota = [int(share) for share in shares]
    while sum(quota) < budget:
        k = max(range(len(quota)), key=lambda k: shares[k] - quota[k])
        quota[k] += 1
    kept, owners = [], []
    for k, nodes in enumerate(members):
        for i in sorted(k_centres(torch.stack(nodes), max(quota[k], 1))):
            kept.append(nodes[i])
            owners.append(k)
    return torch.stack(kept), torch.tensor(owners), torch.stack([torch.stack(nodes).mean(0) for nodes in members])
