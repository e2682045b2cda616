//! A graph in sparse rows, a link each way, with nothing but targets.

pub(crate) struct Graph {
    /// Row `a` is `links[first[a]..first[a + 1]]`.
    pub(crate) first: Vec<u32>,
    pub(crate) links: Vec<u32>,
}

impl Graph {
    pub(crate) fn new(nodes: u32, edges: &[(u32, u32)]) -> Self {
        let mut first = vec![0_u32; nodes as usize + 1];
        for &(a, b) in edges {
            first[a as usize + 1] += 1;
            first[b as usize + 1] += 1;
        }
        for node in 0..nodes as usize {
            first[node + 1] += first[node];
        }
        let mut next = first.clone();
        let mut links = vec![0; 2 * edges.len()];
        for &(a, b) in edges {
            for (from, to) in [(a, b), (b, a)] {
                links[next[from as usize] as usize] = to;
                next[from as usize] += 1;
            }
        }
        Self { first, links }
    }

    pub(crate) fn of(&self, node: u32) -> &[u32] {
        &self.links[self.first[node as usize] as usize..self.first[node as usize + 1] as usize]
    }
}
