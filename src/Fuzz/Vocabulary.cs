using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Fuzz;

/// <summary>What random programs are made of.</summary>
/// <param name="Design">The design that they are for.</param>
/// <param name="Files">How many files sessions can preserve; for 0 there is no operation on files.</param>
internal sealed record Vocabulary(Design Design, int Files)
{
    /// <summary>The operations.</summary>
    public IReadOnlyList<SessionOperation> Operations { get; } =
        [.. Design.Operations.Where(operation => Files > 0 || !operation.IsOnFiles)];

    /// <summary>What may be refused.</summary>
    public IReadOnlyList<FaultSite> Sites { get; } = Files == 0 ? FaultSites.All : FaultSites.Known;

    /// <summary>Makes sessions, and puts the files into them, each into another one as long as there are any.</summary>
    /// <param name="names">Their names; 1 and more.</param>
    /// <returns>The operations.</returns>
    public IEnumerable<Operation> With(IReadOnlyList<ByteString> names) =>
    [
        .. names.Select(name => new Operation(SessionOperation.Create, name)),
        .. !Design.HasFiles ? [] : Enumerable.Range(0, Files).Select(file =>
            new Operation(SessionOperation.PreserveFd, names[file % names.Count]) { Number = (ulong)file + 1 }),
    ];
}
