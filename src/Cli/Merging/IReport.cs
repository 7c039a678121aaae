using System.Text.Json.Nodes;

namespace LuoVerified.Cli.Merging;

/// <summary>A report of a command as JSON has it, of all that was asked for or of some shards of it.</summary>
/// <typeparam name="TSelf">The report.</typeparam>
internal interface IReport<TSelf>
    where TSelf : IReport<TSelf>
{
    /// <summary>The name and version of the form.</summary>
    static abstract string Name { get; }

    /// <summary>The shards that it is about; null if it is about all.</summary>
    ShardSet? Shard { get; }

    /// <summary>What the program has ended with.</summary>
    int ExitCode { get; }

    /// <summary>What is the same in the reports of all shards.</summary>
    JsonObject Common();

    /// <summary>The report of these shards and of others. Neither the order nor the grouping of several matters.</summary>
    /// <param name="other">The report of the others, in which <see cref="Common"/> is the same.</param>
    /// <param name="shard">What both are about.</param>
    /// <returns>The report.</returns>
    TSelf With(TSelf other, ShardSet? shard);
}
