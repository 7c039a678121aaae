using FsCheck.Xunit;
using LuoVerified.Abi;
using LuoVerified.Impl;
using LuoVerified.Spec.Operations;
using LuoVerified.Spec.Tests.Programs;

namespace LuoVerified.Spec.Tests.Refinement;

/// <summary>Whatever one thread does after another, the hardened design answers what the specification says and shows the
/// lists that it says; and the comparison notices who does not.</summary>
public class RefinementTests
{
    private static readonly SessionName A = SessionName.Parse("a");

    /// <summary>Wrong specifications, by what is wrong.</summary>
    private static readonly Dictionary<string, Specification> WrongSpecifications = new()
    {
        ["full comes before taken"] = (state, action) => action.Operation == SessionOperation.Create && state.QuiescedBy is null
            && !state.Frozen && state.Outgoing.Length == state.Capacity && action.Fault == SpecFault.None
            && SessionName.TryCreate(action.Name, out _)
            ? (Outcome.Of(Errno.ENOMEM), state)
            : SessionSpec.Apply(state, action),
        ["a failed deserialize is forgotten"] = (state, action) =>
            SessionSpec.Apply(state, action) is { } result
                ? result with
                {
                    Next = action.Operation == SessionOperation.Deserialize && !result.Outcome.Succeeded
                        ? state with { Deserialized = Errno.Ok }
                        : result.Next,
                }
                : null,
        ["a session is handed out twice"] = (state, action) => action.Operation == SessionOperation.Retrieve
            ? SessionSpec.Apply(
                state with { Incoming = [.. state.Incoming.Select(session => session with { Retrieved = false })] }, action)
            : SessionSpec.Apply(state, action),
        ["closing while frozen takes effect at once"] = (state, action) => action.Operation == SessionOperation.Close && state.Frozen
            && SessionSpec.Apply(state with { Frozen = false }, action) is { } result
            ? result with { Next = result.Next with { Frozen = true } }
            : SessionSpec.Apply(state, action),
        ["quiesce forgets the sessions that wait"] = (state, action) =>
            action.Operation == SessionOperation.Quiesce && state.Waiting && state.QuiescedBy is null
            && SessionSpec.Apply(state with { HandedOver = [], HandOverCorrupt = false }, action) is { } result
            ? result with { Next = state with { QuiescedBy = result.Next.QuiescedBy } }
            : SessionSpec.Apply(state, action),
        ["quiesce waits for nobody"] = (state, action) => action.Operation == SessionOperation.Quiesce
            ? SessionSpec.Apply(state with { QuiescedBy = null }, action)
            : SessionSpec.Apply(state, action),
        ["anybody may resume"] = (state, action) => action.Operation == SessionOperation.Resume && state.QuiescedBy is { } owner
            ? SessionSpec.Apply(state, action with { Thread = owner })
            : SessionSpec.Apply(state, action),
        ["an abort corrupts the image"] = (state, action) =>
            SessionSpec.Apply(state, action) is { } result
                ? action.Operation == SessionOperation.Abort ? result with { Next = result.Next with { Image = [] } } : result
                : null,
        ["handed-over sessions are carried on"] = (state, action) =>
            SessionSpec.Apply(state, action) is { } result
                ? action.Operation == Jump.Instance && !state.Incoming.IsEmpty
                    ? result with { Next = result.Next with { HandedOver = result.Next.HandedOver.Add(A) } }
                    : result
                : null,
    };

    /// <summary>Wrong implementations, by what is wrong.</summary>
    private static readonly Dictionary<string, Func<ISessionService, ISessionService>> WrongServices = new()
    {
        ["abort does nothing"] = right => new WrongService(right) { AbortDoesNothing = true },
        ["the list is shown backwards"] = right => new WrongService(right) { ShowsListsBackwards = true },
        ["a long name is cut"] = right => new WrongService(right) { CutsLongNames = true },
        ["deserialize waits for the first retrieve"] = right => new WrongService(right) { DeserializesLate = true },
    };

    public static TheoryData<string> WrongSpecificationNames => [.. WrongSpecifications.Keys];

    public static TheoryData<string> WrongServiceNames => [.. WrongServices.Keys];

    [Property(MaxTest = 1_000, Arbitrary = [typeof(Arbitraries)])]
    public void TheHardenedDesignRefinesTheSpecification(RandomProgram program) =>
        Assert.Null(SideBySide.Compare(Design.Hardened, SessionSpec.Apply, program));

    [Fact]
    public void TheHardenedDesignRefinesTheSpecificationOnTheFixedSample() => Assert.All(
        Arbitraries.FixedSample(1_000),
        program => Assert.Null(SideBySide.Compare(Design.Hardened, SessionSpec.Apply, program)));

    [Fact]
    public void TheDesignAsPostedDoesNot() => AssertNoticed(Design.AsPosted, SessionSpec.Apply);

    [Theory]
    [MemberData(nameof(WrongSpecificationNames))]
    public void AWrongSpecificationIsNoticed(string wrong) => AssertNoticed(Design.Hardened, WrongSpecifications[wrong]);

    [Theory]
    [MemberData(nameof(WrongServiceNames))]
    public void AWrongImplementationIsNoticed(string wrong) => AssertNoticed(
        new Design("wrong", wrong, platform => WrongServices[wrong](Design.Hardened.Create(platform))), SessionSpec.Apply);

    private static void AssertNoticed(Design design, Specification specification) => Assert.Contains(
        Arbitraries.FixedSample(1_000), program => SideBySide.Compare(design, specification, program) is not null);
}
