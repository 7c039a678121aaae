using LuoVerified.Abi;
using LuoVerified.Check.Runs;

namespace LuoVerified.Sessions.Runs;

/// <summary>A run between two kernels: the old one has been left, the next has not booted. Who goes on from here has a
/// machine of its own.</summary>
/// <param name="State">How far the run has come.</param>
/// <param name="Memory">The preserved memory.</param>
/// <param name="Tree">The physical address of the tree in it that the next kernel is handed.</param>
internal sealed record SessionCheckpoint(RunState State, ByteString Memory, ulong Tree) : Checkpoint(State.Phase);
