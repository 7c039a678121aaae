namespace LuoVerified.Sessions.SelfChecks;

/// <summary>Something of ours that every verdict rests on, checked by itself before anything else is: what is wrong there is an internal
/// error.</summary>
/// <param name="Subject">What is checked, as messages call it.</param>
/// <param name="Require">Checks it, and says how much was looked at. Asked after each look whether the time is up: what is left is left
/// out then. Throws <see cref="Core.InternalErrorException"/> if it is wrong.</param>
public sealed record SelfCheck(string Subject, Func<Func<bool>, long> Require)
{
    /// <summary>Every one, in order.</summary>
    public static IReadOnlyList<SelfCheck> All { get; } =
    [
        new(HoldersProof.Subject, HoldersProof.Require),
        new(LockProof.Subject, LockProof.Require),
        new(MemoryProof.Subject, MemoryProof.Require),
        new(SpecificationProof.Subject, SpecificationProof.Require),
        new(FactsProof.Subject, FactsProof.Require),
        new(ProgramsProof.Subject, ProgramsProof.Require),
    ];
}
