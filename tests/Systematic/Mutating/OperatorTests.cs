using LuoVerified.Mutation;

namespace LuoVerified.Systematic.Tests.Mutating;

/// <summary>Each operator on a few lines: every change that it makes, and the code that comes of it.</summary>
public class OperatorTests
{
    private const string Lock = "global::LuoVerified.Core.Locking.LockGuard";
    private const string Monitor = "global::LuoVerified.Monitors.WaitMonitor.Section";

    [Theory]
    [InlineData("using (_a.Read()) { X(); }", "drop _a.Read()", "{ X(); }")]
    [InlineData("using (_a.Read()) { X(); }", "never give up _a.Read()", "{ _a.Read(); { X(); } }")]
    [InlineData("_a.UpWrite();", "drop _a.UpWrite();", "")]
    [InlineData("_a.AssertHeldWrite();", "drop _a.AssertHeldWrite();", "")]
    public void ALockIsDropped(string code, string what, string changed) => Holds(MutationKind.DropLock, code, what, changed);

    [Theory]
    [InlineData("using (_a.Read()) { X(); }", "_a.Read() as Write", "using (_a.Write()) { X(); }")]
    [InlineData("using (_a.Write()) { X(); }", "_a.Write() as Read", "using (_a.Read()) { X(); }")]
    [InlineData("_a.DownWrite(); _a.UpWrite();", "_a.DownWrite() as Read", "_a.DownRead(); _a.UpRead();")]
    public void ALockIsTakenInTheOtherMode(string code, string what, string changed) => Holds(MutationKind.LockMode, code, what, changed);

    [Theory]
    [InlineData(
        "using (_a.Write()) { X(); Y(); }",
        "give up and retake _a.Write() before Y();",
        $"{{ {Lock} guard = default; bool held = false; try {{ guard = _a.Write(); held = true; X(); held = false; guard.Dispose(); "
            + "guard = _a.Write(); held = true; Y(); } finally { if (held) guard.Dispose(); } }")]
    [InlineData(
        "using (_a.Write()) { X(); Y(); }",
        "take _a.Write() only before Y();",
        $"{{ {Lock} guard = default; bool held = false; try {{ X(); guard = _a.Write(); held = true; Y(); }} finally {{ if (held) guard.Dispose(); }} }}")]
    [InlineData(
        "using (_a.Enter()) { X(); Y(); }",
        "give up _a.Enter() before Y();",
        $"{{ {Monitor} guard = default; bool held = false; try {{ guard = _a.Enter(); held = true; X(); held = false; guard.Dispose(); "
            + "Y(); } finally { if (held) guard.Dispose(); } }")]
    [InlineData("using (_a.Write()) { X(); } Y();", "extend _a.Write() over Y();", "using (_a.Write()) { { X(); } Y(); }")]
    [InlineData("Y(); using (_a.Write()) { X(); }", "begin _a.Write() before Y();", "using (_a.Write()) { Y(); { X(); } }")]
    [InlineData(
        "using (_a.Write()) { X(); } Y(); using (_a.Write()) { Z(); }",
        "join the sections of _a.Write()",
        "{ using (_a.Write()) { { X(); } Y(); { Z(); } } }")]
    [InlineData("X(); using (_a.Write()) { Y(); }", "swap X(); | using (_a.Write()) { Y(); }", "using (_a.Write()) { Y(); } X();")]
    public void ASectionIsSplitShiftedOrJoined(string code, string what, string changed) => Holds(MutationKind.Section, code, what, changed);

    /// <summary>What the operator writes itself is known in every file, whatever that file names: one change to each, as the others of it are
    /// written in the same way.</summary>
    [Theory]
    [InlineData("hardened", 3)]
    [InlineData("mainline", 3)]
    [InlineData("locks", 1)]
    public void ASectionIsSplitInEveryFile(string name, int files)
    {
        CodePart part = CodePart.All.Single(each => each.Name == name);
        var source = new AssemblySource(part.Assembly);
        Mutation.Mutation[] changes = [.. part.Mutations.Where(each => each.What.StartsWith("give up ", StringComparison.Ordinal)).DistinctBy(each => each.File)];
        Assert.Equal(files, changes.Length);
        Assert.All(changes, change => Assert.True(source.Compile(change) is not null, $"{change}"));
    }

    [Fact]
    public void TwoLocksAreSwapped() => Holds(
        MutationKind.SwapLocks,
        "using (_a.Read()) using (_b.Write()) { X(); }",
        "swap _a.Read() | _b.Write()",
        "using (_b.Write()) using (_a.Read()) { X(); }");

    [Fact]
    public void AnAttributeStays() => Assert.Empty(Operators.Apply("Some/File.cs", "class C { [A(true, 3)] int F; }"));

    [Theory]
    [InlineData("_a = a; _b = b;", false)]
    [InlineData("Owner = owner; Offset = offset;", false)]
    [InlineData("int a = F(b); c = d;", false)]
    [InlineData("_a++; int b = c;", false)]
    [InlineData("_a = b; b = c;", true)]
    [InlineData("_a = b; _c = _a;", true)]
    [InlineData("_a = b; int c = Count;", true)]
    [InlineData("_a = b; F(c);", true)]
    [InlineData("int a = F(b); G(c);", true)]
    [InlineData("a[0] = b; c[1] = d;", true)]
    [InlineData("(a, b) = (c, d); e = b;", true)]
    [InlineData("F(out int a); b = a;", true)]
    [InlineData("_a = b; c = () => _a;", true)]
    [InlineData("Count += a; _b = c;", true)]
    public void NeighboursThatDoNotDependOnEachOtherStay(string code, bool isSwapped) =>
        Assert.Equal(isSwapped, Changes(code).Any(change => change.Kind == MutationKind.SwapStatements));

    [Fact]
    public void TwoStatementsAreSwapped() => Holds(MutationKind.SwapStatements, "X(); Y();", "swap X(); | Y();", "Y(); X();");

    [Theory]
    [InlineData("X(); Y(); _list.Add(x);", "first _list.Add(x);", "_list.Add(x); X(); Y();")]
    [InlineData("X(); Y(); _done = true;", "first _done = true;", "_done = true; X(); Y();")]
    public void SomethingIsPublishedEarly(string code, string what, string changed) => Holds(MutationKind.PublishEarly, code, what, changed);

    [Theory]
    [InlineData("if (a) { X(); }", "drop if (a)", ";")]
    [InlineData("if (a) { X(); }", "negate a", "if (!(a)) { X(); }")]
    [InlineData("if (a) { X(); }", "always { X(); }", "{ X(); }")]
    [InlineData("x = a && b;", "drop b", "x = a;")]
    [InlineData("x = a == b;", "turn round a == b", "x = a != b;")]
    [InlineData("x = !a;", "negate !a", "x = a;")]
    [InlineData("x = a ? b : c;", "drop a ?", "x = c;")]
    [InlineData("x = a ? b : c;", "always a ?", "x = b;")]
    [InlineData("x = a ? b : c;", "negate a ?", "x = !(a) ? b : c;")]
    public void ACheckIsDroppedOrNegated(string code, string what, string changed) => Holds(MutationKind.Check, code, what, changed);

    [Theory]
    [InlineData("x = 63;", "63 as 64 in x = 63", "x = 64;")]
    [InlineData("x = 63;", "63 as 62 in x = 63", "x = 62;")]
    [InlineData("x = 0UL;", "0UL as 1 in x = 0UL", "x = 1UL;")]
    [InlineData("x = 0;", "0 as -1 in x = 0", "x = (-1);")]
    [InlineData("x = a < b;", "a < b as <=", "x = a <= b;")]
    [InlineData("x = a >= b;", "a >= b as >", "x = a > b;")]
    public void ANumberIsOffByOne(string code, string what, string changed) => Holds(MutationKind.OffByOne, code, what, changed);

    [Fact]
    public void AnErrorIsIgnored() => Holds(MutationKind.IgnoreError, "return Errno.EBUSY;", "Errno.EBUSY as Ok", "return Errno.Ok;");

    [Theory]
    [InlineData("return Errno.EBUSY;", "Errno.EBUSY as EINVAL", "return Errno.EINVAL;")]
    [InlineData("return Errno.ENOENT;", "Errno.ENOENT as EBUSY", "return Errno.EBUSY;")]
    public void AnotherErrnoIsAnswered(string code, string what, string changed) => Holds(MutationKind.Answer, code, what, changed);

    [Theory]
    [InlineData("session.Free();", "drop session.Free();", "")]
    [InlineData("block.Clear();", "drop block.Clear();", "")]
    public void ACleanupOrAZeroingIsForgotten(string code, string what, string changed) => Holds(MutationKind.Cleanup, code, what, changed);

    [Theory]
    [InlineData("x = y;", "drop x = y;", "")]
    [InlineData("x = true;", "turn round x = true", "x = false;")]
    [InlineData("x = s with { A = 1, B = a };", "drop B = a", "x = s with { A = 1 };")]
    [InlineData("x = [a, b];", "drop a from the list", "x = [b];")]
    public void SomethingIsLeftOut(string code, string what, string changed) => Holds(MutationKind.Doing, code, what, changed);

    [Theory]
    [InlineData("if (a) { throw new ArgumentException(b); }")]
    [InlineData("ArgumentNullException.ThrowIfNull(a);")]
    public void ARefusalOfAnArgumentStays(string code) => Assert.Empty(Changes(code));

    [Fact]
    public void AnIdentityHoldsNoLineAndEqualWordsAreNumbered()
    {
        string[] identities = [.. Changes("X(); Y(); X();").Select(change => change.Identity)];
        Assert.Contains("Some/File.cs: M: drop X();", identities);
        Assert.Contains("Some/File.cs: M: drop X(); #2", identities);
        Assert.Equal(identities, Operators.Apply("Some/File.cs", $"\n\n\n{Around("X(); Y(); X();")}").Select(change => change.Identity));
        Assert.Equal(identities.Distinct(), identities);
    }

    [Theory]
    [InlineData("X(); Y();", "swap X(); | Y();", "Runs(0); Y(); X();")]
    [InlineData("X(); Y();", "drop X();", "Runs(0); Y();")]
    [InlineData("X(); Y();", "drop Y();", "X(); Runs(0);")]
    [InlineData("{ X(); } Y();", "drop Y();", "{ X(); } Runs(0);")]
    [InlineData("{ X(); } Y();", "drop X();", "{ Runs(0); } Y();")]
    [InlineData("if (a)\n{\n    X();\n}\n\nY();", "drop X();", "if (a) { Runs(0); } Y();")]
    [InlineData("if (a) { X(); } else if (b) { Y(); }", "negate b", "Runs(0); if (a) { X(); } else if (!(b)) { Y(); }")]
    [InlineData("if (a) { X(); return; } Y();", "drop if (a)", "Runs(0); ; Y();")]
    [InlineData("switch (a) { case 1: X(); break; }", "drop X();", "switch (a) { case 1: Runs(0); break; }")]
    [InlineData("using (_a.Write()) { X(); }", "drop _a.Write()", "{ Runs(0); X(); }")]
    [InlineData("X(); Y(); _a = b;", "first _a = b;", "Runs(0); _a = b; X(); Y();")]
    public void AMutantTellsWhenItComesToTheChange(string code, string what, string changed)
    {
        Mutation.Mutation change = Assert.Single(Changes(code), each => each.What == what);
        string told = Coverage.At(change.Apply(), change.Place!.Value).ToFullString();
        Assert.Equal(Words(Around(changed)), Words(told).Replace($"global::{Coverage.Holder}.", "", StringComparison.Ordinal));
    }

    [Fact]
    public void AMutantOfAMemberThatIsAnExpressionTellsSo()
    {
        Mutation.Mutation change = Assert.Single(Operators.Apply("Some/File.cs", "class C { int F() => a == b ? 1 : 2; }"), each => each.What == "always a == b ?");
        string told = Coverage.At(change.Apply(), change.Place!.Value).ToFullString();
        Assert.Equal($"classC{{intF(){{global::{Coverage.Holder}.Runs(0);return1;}}}}", Words(told));
    }

    [Fact]
    public void EveryMutantOfWovenCodeTellsOnce() => Assert.All(
        CodePart.All.Where(part => part.Assembly == "Impl").SelectMany(part => part.Mutations).Where(each => each.Place is not null),
        each => Assert.Equal(2, Coverage.At(each.Apply(), each.Place!.Value).ToFullString().Split($"{Coverage.Holder}.Runs(0); ").Length));

    private static IEnumerable<Mutation.Mutation> Changes(string code) => Operators.Apply("Some/File.cs", Around(code));

    private static string Around(string code) => $"class C {{ void M() {{ {code} }} }}";

    private static void Holds(MutationKind kind, string code, string what, string changed)
    {
        Mutation.Mutation change = Assert.Single(Changes(code), each => each.What == what);
        Assert.Equal(kind, change.Kind);
        Assert.Equal(Words(Around(changed)), Words(change.Apply().ToFullString()));
    }

    private static string Words(string text) =>
        string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
}
