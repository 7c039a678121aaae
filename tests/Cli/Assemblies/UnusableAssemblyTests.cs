namespace LuoVerified.Cli.Tests.Assemblies;

/// <summary>What is no assembly with designs is one clear line and exit code 2.</summary>
public sealed class UnusableAssemblyTests : IDisposable
{
    private const string Delegating = "(KernelPlatform platform) : DelegatingSessions(Design.Hardened.Create(platform))";

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Sources() => new()
    {
        { "public class Nothing;", "holds no design: it does not refer to LuoVerified.Impl" },
        {
            "public class Uses { public KernelPlatform? P; }",
            "holds no design: no public static Design, and no public class that implements IDeviceTreeSessions or ILuoSerSessions"
        },
        { $"public abstract class Half{Delegating};", "holds no design: Half is abstract" },
        { $"public class Of<T>{Delegating};", "holds no design: Of`1 has type parameters" },
        {
            "public class Alone() : DelegatingSessions(null!);",
            "holds no design: Alone has no public constructor that takes a KernelPlatform"
        },
        {
            $"public class Bad{Delegating} {{ private readonly int _x = int.Parse(\"x\"); }}",
            "design bad: a kernel with it does not boot: FormatException: The input string 'x' was not in a correct format."
        },
        {
            "public static class D { public static Design A { get; } = new(\"a\", \"A.\", _ => throw new InvalidOperationException(\"no\\u001b[2J\\nno\")); }",
            "design a: a kernel with it does not boot: InvalidOperationException: no␛[2J no"
        },
        {
            "public static class D { public static Design A => throw new InvalidOperationException(\"no\"); }",
            "D.A throws InvalidOperationException: no"
        },
        {
            "public static class D { public static Design A = Make(); static Design Make() => throw new InvalidOperationException(\"no\"); }",
            "D.A throws InvalidOperationException: no"
        },
        { "public static class D { public static Design A => null!; }", "D.A is null" },
        { Declaring("hardened"), "'hardened' is the name of a design of luo itself" },
        { Declaring("all"), "'all' is the name of a design of luo itself" },
        { Declaring("../x"), "'../x' is no name of a design (lower case letters, digits, hyphens, dots)" },
        {
            Declaring("same") + Declaring("same").Replace("class D", "class E", StringComparison.Ordinal),
            "two designs are called 'same'"
        },
        { Declaring("two", "\"a\\nb\""), "design two: its summary has a control character or more than one line" },
        { Saying("Specification = \"x\""), "design odd: there is no specification 'x'" },
        { Saying("Lacks = [\"x\"]"), "design odd: there is no operation 'x'" },
        { Saying("WaitsOnceFrozen = [\"x\"]"), "design odd: there is no operation 'x'" },
        { Saying("WaitsForOpener = [\"deserialise\"]"), "design odd: there is no operation 'deserialise'" },
        { Saying("Keeps = [new(\"serialise\", null, null)]"), "design odd: there is no operation 'serialise'" },
        { Saying("Keeps = [new(\"serialize\", null, \"abort\\u001b\")]"), "design odd: there is no operation 'abort␛'" },
        { Saying("Keeps = [new(\"serialize\", \"\", null)]"), "design odd: '' is no name of a class of locks" },
        { Saying("BasedOn = \"nothing\""), "design odd: there is no design 'nothing' that it could be based on" },
        {
            Saying("Expect = new System.Collections.Generic.Dictionary<string, string> { [\"two-retreives\"] = \"leak\" }"),
            "design odd: there is no scenario 'two-retreives' to expect anything of"
        },
        {
            Saying("Expect = new System.Collections.Generic.Dictionary<string, string> { [\"two-retrieves\"] = \"leek\" }"),
            "design odd: of two-retrieves it expects what is none: 'leek' is no check"
        },
        { Saying("Scenarios = [\"\"]"), "design odd: its scenario 1:1: the line 'scenario NAME' is missing" },
        { Saying("Scenarios = [null!]"), "design odd: its scenario 1:1: the line 'scenario NAME' is missing" },
        { Carrying("x", "thread craete a"), "design odd: its scenario 1:3: 'craete' is no operation" },
        { Carrying("x", "thread create a\\u001b[2J x"), "design odd: its scenario 1:3: too many words after 'create'" },
        { Carrying("two-retrieves", "thread create a"), "design odd: it carries a scenario of the name two-retrieves, which is one of the catalogue" },
        {
            Carrying("x", "thread create a\\nexpect od: leak"),
            "design odd: its scenario x: there is no design 'od' to expect anything of"
        },
        {
            Saying($"Scenarios = [{Scenario("x", "thread create a")}, {Scenario("x", "thread create a")}]"),
            "design odd: it carries two scenarios of the name x"
        },
        {
            Carrying("duplicate-at-2-sessions", "thread create a"),
            "design odd: its scenario duplicate-at-2-sessions is not that of mainline-7.2-2, which has the name, too"
        },
        { Saying("LockHierarchy = [\"gate\", \"gate\", \"lists\"]"), "design odd: the order of its locks has gate twice" },
        { Saying("LockHierarchy = [\"ga\\u009bte\"]"), "design odd: 'ga\ufffdte' is no name of a class of locks" },
        { Saying("Capacity = 0"), "design odd: it tracks 0 sessions, and must track 1 at least" },
        {
            "public static class D { public static Design A { get; } = new(\"a\", \"A.\", Design.Hardened.Create) { Format = LuoVerified.Impl.HandOver.HandOverFormat.BlockChain(2) }; }",
            "design a: a kernel with it does not boot: InvalidOperationException: a service that writes luo-v5 (luo_ser and a chain of blocks, 2 sessions a block) implements ILuoSerSessions"
        },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public void WhatIsWrongWithItIsSaid(string source, string problem)
    {
        string file = BuiltAssembly.Of(_folder, "My", source);

        Assert.Equal($"luo: {file}: {problem}\n", Refused(file));
    }

    [Fact]
    public void OneThatCannotBeUsedCostsTheOthersOfItsFileNothing()
    {
        string file = BuiltAssembly.Of(_folder, "My", """
            public static class D
            {
                public static Design A => throw new InvalidOperationException("no");
                public static Design B { get; } = Design.Hardened with { Name = "bad", Capacity = -1 };
                public static Design C { get; } = Design.AsPosted with { Name = "good" };
            }
            """);
        string unmade = $"luo: {file}: D.A throws InvalidOperationException: no\n";
        string bad = $"luo: {file}: design bad: it tracks -1 sessions, and must track 1 at least\n";
        string[] prove = ["prove", "--assembly", file, "--scenario", "retrieve-against-retrieve-and-close", "--samples", "0", "--out", _folder["t"]];

        CommandRun list = CommandRun.Of("designs", "--assembly", file);
        CommandRun good = CommandRun.Of([.. prove, "--design", "good"]);
        CommandRun again = CommandRun.Of("replay", "--assembly", file, Directory.GetFiles(_folder["t"])[0]);

        Assert.Equal((2, unmade + bad), (list.ExitCode, list.Error));
        Assert.Contains("\ngood\n    The patch", list.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("bad", list.Output, StringComparison.Ordinal);
        Assert.True(good.ExitCode == 1 && good.Output.Contains("use-after-free", StringComparison.Ordinal), good.Output + good.Error);
        Assert.True(again.ExitCode == 0, again.Output + again.Error);
        Assert.Equal((2, "", bad), Outcome(CommandRun.Of([.. prove, "--design", "bad", "--design", "good"])));
        Assert.Equal((2, "", bad), Outcome(CommandRun.Of("fuzz", "--assembly", file, "--design", "bad")));
        Assert.Equal((2, "", unmade), Outcome(CommandRun.Of([.. prove, "--design", "all"])));
        Assert.Equal((2, "", unmade), Outcome(CommandRun.Of(prove)));

        static (int ExitCode, string Output, string Error) Outcome(CommandRun run) => (run.ExitCode, run.Output, run.Error);
    }

    [Fact]
    public void APrimitiveThatIsNotControlledIsNamedWithMethodAndLine()
    {
        string file = BuiltAssembly.Of(_folder, "My", $$"""
            public sealed class Sleepy{{Delegating}}
            {
                public override Errno Serialize()
                {
                    System.Threading.Thread.Sleep(1);
                    return base.Serialize();
                }
            }
            """);

        Assert.Equal(
            "luo: design sleepy uses System.Threading.Thread.Sleep in Sleepy.Serialize (My.cs:9), which this checker does not control; "
                + "the threads of the program are all that there are\n",
            Refused(file));
    }

    [Fact]
    public void WhatIsNoAssemblyIsSaidToBeNone()
    {
        string text = _folder.Write("text.dll", "no assembly"u8);
        string empty = _folder.Write("empty.dll");
        string native = Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libSystem.Native.*")[0];

        Assert.Equal($"luo: {_folder["none.dll"]}: no such file\n", Refused(_folder["none.dll"]));
        Assert.Equal($"luo: {_folder["."]}: is a directory\n", Refused(_folder["."]));
        Assert.Equal($"luo: {text}: is no assembly of .NET\n", Refused(text));
        Assert.Equal($"luo: {empty}: is no assembly of .NET\n", Refused(empty));
        Assert.Equal($"luo: {native}: is a native library, no assembly of .NET\n", Refused(native));
    }

    [Fact]
    public void OneThatWasBuiltAgainstAnotherVersionSaysWhich()
    {
        string other = BuiltAssembly.Write(_folder, "other/LuoVerified.Impl", """
            [assembly: System.Reflection.AssemblyVersion("9.8.0.0")]
            namespace LuoVerified.Impl { public class KernelPlatform; public interface IDeviceTreeSessions; }
            """);
        string file = BuiltAssembly.Write(
            _folder, "My", "public class Old(LuoVerified.Impl.KernelPlatform p) : LuoVerified.Impl.IDeviceTreeSessions { public object P => p; }", other);

        Assert.Equal($"luo: {file}: was built against LuoVerified.Impl 9.8.0.0, and this luo is 0.1.0.0\n", Refused(file));
    }

    [Fact]
    public void OneThatImplementsAnotherInterfaceOfTheSameVersionIsRefused()
    {
        string other = BuiltAssembly.Write(_folder, "other/LuoVerified.Impl", """
            [assembly: System.Reflection.AssemblyVersion("0.1.0.0")]
            namespace LuoVerified.Impl { public class KernelPlatform; public interface IDeviceTreeSessions; }
            """);
        string file = BuiltAssembly.Write(
            _folder, "My", "public class Old(LuoVerified.Impl.KernelPlatform p) : LuoVerified.Impl.IDeviceTreeSessions { public object P => p; }", other);

        string error = Refused(file);
        Assert.StartsWith($"luo: {file}: does not fit this version of luo, build it against 0.1.0.0: ", error, StringComparison.Ordinal);
        Assert.Contains("does not have an implementation", error, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoAssembliesWithADesignOfOneNameAreRefused()
    {
        string one = BuiltAssembly.Of(_folder, "One", Declaring("same"));
        string two = BuiltAssembly.Of(_folder, "Two", Declaring("same"));

        CommandRun run = CommandRun.Of("prove", "--assembly", one, "--assembly", two);

        Assert.Equal((2, "", $"luo: {two}: two designs are called 'same'\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Theory]
    [InlineData("prove")]
    [InlineData("check")]
    [InlineData("fuzz")]
    [InlineData("replay", "x.trace")]
    public void EveryCommandThatTakesOneRefusesItAlike(params string[] command)
    {
        CommandRun run = CommandRun.Of([.. command, "--assembly", _folder["none.dll"]]);

        Assert.Equal((2, "", $"luo: {_folder["none.dll"]}: no such file\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public void TheOptionWantsAFileAndItsHelpReadsNone()
    {
        Assert.Equal(2, CommandRun.Of("prove", "--assembly").ExitCode);
        Assert.Equal(0, CommandRun.Of("prove", "--assembly", _folder["none.dll"], "--help").ExitCode);
    }

    private static string Declaring(string name, string summary = "\"S.\"") =>
        $"public static class D {{ public static Design A {{ get; }} = new(\"{name}\", {summary}, Design.Hardened.Create); }}\n";

    private static string Saying(string what) =>
        $"public static class D {{ public static Design A {{ get; }} = Design.Hardened with {{ Name = \"odd\", {what} }}; }}";

    private static string Carrying(string name, string lines) => Saying($"Scenarios = [{Scenario(name, lines)}]");

    private static string Scenario(string name, string lines) => $"\"scenario {name}\\nsummary S.\\n{lines}\"";

    private static string Refused(string file)
    {
        CommandRun run = CommandRun.Of("prove", "--assembly", file);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        return run.Error;
    }
}
