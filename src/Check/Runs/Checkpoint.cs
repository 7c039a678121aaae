namespace LuoVerified.Check.Runs;

/// <summary>A run between two epochs: the old domain has been left, the next is not there yet. Any number of runs of
/// the same program on the same design can go on from here.</summary>
/// <param name="Phase">The phase that has ended, from 0; -1 for the set-up.</param>
internal abstract record Checkpoint(int Phase);
