//! The lists by which an incident finds its way: from an asset to its flows and services, from an organisation to its contracts.

use crate::city::{Adjacency, Contract, Flow, ReadingOf, Service};
use crate::ids::{ContractIndex, FlowIndex, ServiceIndex};

pub(super) fn flows_out(assets: usize, flows: &[Flow]) -> Adjacency<FlowIndex> {
    let pairs: Vec<_> =
        flows.iter().enumerate().map(|(row, flow)| (flow.from.row(), FlowIndex::from_row(row))).collect();
    Adjacency::gather(assets, &pairs)
}

pub(super) fn flows_in(assets: usize, flows: &[Flow]) -> Adjacency<FlowIndex> {
    let pairs: Vec<_> = flows.iter().enumerate().map(|(row, flow)| (flow.to.row(), FlowIndex::from_row(row))).collect();
    Adjacency::gather(assets, &pairs)
}

/// A service that names an asset in two of its parts is listed once.
pub(super) fn needed_by(assets: usize, services: &[Service]) -> Adjacency<ServiceIndex> {
    let mut pairs = Vec::new();
    for (row, service) in services.iter().enumerate() {
        let mut needed: Vec<usize> =
            service.needs_each.iter().chain(&service.needs_any).flatten().map(|asset| asset.row()).collect();
        needed.sort_unstable();
        needed.dedup();
        pairs.extend(needed.into_iter().map(|asset| (asset, ServiceIndex::from_row(row))));
    }
    Adjacency::gather(assets, &pairs)
}

pub(super) fn reading_of(assets: usize, services: &[Service]) -> Adjacency<ReadingOf> {
    let mut pairs = Vec::new();
    for (row, service) in services.iter().enumerate() {
        for (group, input) in service.inputs.iter().enumerate() {
            let reading =
                ReadingOf { service: ServiceIndex::from_row(row), group: u16::try_from(group).unwrap_or(u16::MAX) };
            pairs.extend(input.members.iter().map(|asset| (asset.row(), reading)));
        }
    }
    Adjacency::gather(assets, &pairs)
}

pub(super) fn decided_here(assets: usize, services: &[Service]) -> Adjacency<ServiceIndex> {
    let rows = services.iter().enumerate();
    let pairs: Vec<_> = rows
        .flat_map(|(row, service)| {
            service.decides_at.iter().map(move |asset| (asset.row(), ServiceIndex::from_row(row)))
        })
        .collect();
    Adjacency::gather(assets, &pairs)
}

pub(super) fn dependants(services: &[Service]) -> Adjacency<ServiceIndex> {
    let rows = services.iter().enumerate();
    let pairs: Vec<_> = rows
        .flat_map(|(row, service)| {
            service.needs_services.iter().map(move |need| (need.row(), ServiceIndex::from_row(row)))
        })
        .collect();
    Adjacency::gather(services.len(), &pairs)
}

pub(super) fn supplies(organisations: usize, contracts: &[Contract]) -> Adjacency<ContractIndex> {
    let rows = contracts.iter().enumerate();
    let pairs: Vec<_> = rows.map(|(row, contract)| (contract.supplier.row(), ContractIndex::from_row(row))).collect();
    Adjacency::gather(organisations, &pairs)
}

pub(super) fn opened_by(zones: usize, contracts: &[Contract]) -> Adjacency<ContractIndex> {
    let rows = contracts.iter().enumerate();
    let pairs: Vec<_> = rows
        .flat_map(|(row, contract)| contract.access.iter().map(move |zone| (zone.row(), ContractIndex::from_row(row))))
        .collect();
    Adjacency::gather(zones, &pairs)
}
