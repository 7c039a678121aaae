using LuoVerified.Abi;

namespace LuoVerified.Check.Runs;

/// <summary>All that the course of a run from a jump on depends on, checks and results included: where two runs of a
/// scenario agree in this, whatever can follow the one can follow the other.</summary>
/// <param name="Memory">The preserved memory when the next kernel has booted: every block with address, state and bytes,
/// those that were given back while it booted included.</param>
/// <param name="Requests">What the requests that may be refused got while it booted, and how many of each kind are left.</param>
/// <param name="Results">The calls of the kernels before with their answers, in the order of time.</param>
/// <param name="Bounds">What of the bounds of the exploration is used up.</param>
internal sealed record HandOver(ByteString Memory, string Requests, string Results, string Bounds);
