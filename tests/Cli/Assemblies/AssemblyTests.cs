using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LuoVerified.Cli.Tests.Assemblies;

/// <summary>Designs that come in an assembly of somebody else's, judged like ours.</summary>
public sealed class AssemblyTests : IDisposable
{
    /// <summary>Counts creates under no lock.</summary>
    private const string Careless = """
        public sealed class CarelessCountSessions(KernelPlatform platform) : DelegatingSessions(Design.Hardened.Create(platform))
        {
            private long _created;

            public override Errno Create(ByteString name, out ISessionFile? file)
            {
                _created++;
                return base.Create(name, out file);
            }
        }
        """;

    /// <summary>The same with a lock, and with what it says of itself.</summary>
    private const string Careful = """
        public sealed class Counting(KernelPlatform platform) : DelegatingSessions(Design.Hardened.Create(platform))
        {
            private readonly DomainMutex _count = platform.NewMutex("count");
            private long _created;

            public static Design Declared { get; } = new("careful", "Counts under a lock.", platform => new Counting(platform))
            {
                LockHierarchy = ["count"],
            };

            public override Errno Create(ByteString name, out ISessionFile? file)
            {
                using (_count.Lock())
                {
                    _created++;
                }

                return base.Create(name, out file);
            }
        }
        """;

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AServiceWithoutADeclarationIsFoundProvedAndItsTracesReplay()
    {
        string file = BuiltAssembly.Of(_folder, "My", Careless);
        string before = Hash(file);
        string[] prove = ["prove", "--assembly", file, "--scenario", "two-creates-of-one-name", "--samples", "40", "--out", _folder["t"]];

        CommandRun run = CommandRun.Of(prove);

        Assert.Equal((1, before), (run.ExitCode, Hash(file)));
        Assert.Contains("CarelessCountSessions._created: read in create | write in create", run.Output, StringComparison.Ordinal);
        Assert.Contains(" at My.cs:11, no lock held", run.Output, StringComparison.Ordinal);
        Assert.Contains($"careless-count (file) {before[..12]}", run.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        string trace = Directory.GetFiles(_folder["t"], "*.trace")[0];
        Assert.Contains("careless-count", trace, StringComparison.Ordinal);
        CommandRun replay = CommandRun.Of("replay", "--assembly", file, trace);
        Assert.True(replay.ExitCode == 0 && replay.Output.Contains("reproduced: data-race", StringComparison.Ordinal), replay.Output + replay.Error);
        CommandRun without = CommandRun.Of("replay", trace);
        Assert.Equal((2, $"luo: {trace}: there is no design 'careless-count'\n"), (without.ExitCode, without.Error));
        Assert.Equal(run.Output, CommandRun.Of(prove).Output);
    }

    [Fact]
    public void ADeclaredOnePassesCheckProveAndFuzz()
    {
        string file = BuiltAssembly.Of(_folder, "My", Careful);

        CommandRun prove = CommandRun.Of("prove", "--assembly", file, "--scenario", "two-creates-of-one-name", "--samples", "40", "--out", _folder["t"], "--json", _folder["p.json"]);
        CommandRun check = CommandRun.Of("check", "--assembly", file, "--scenario", "two-creates-of-one-name", "--iterations", "40", "--out", _folder["t"]);
        CommandRun fuzz = CommandRun.Of("fuzz", "--assembly", file, "--programs", "5", "--out", _folder["t"]);
        CommandRun programs = CommandRun.Of("prove", "--assembly", file, "--programs", "1x1", "--faults", "0", "--out", _folder["t"]);

        Assert.All(new[] { prove, check, fuzz, programs }, run => Assert.True(run.ExitCode == 0, run.Output + run.Error));
        Assert.All(new[] { prove, check, programs }, run => Assert.Contains("careful", run.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("as-posted", prove.Output, StringComparison.Ordinal);
        Assert.Contains("lock order on careful (documented: count)", prove.Output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(File.ReadAllText(_folder["p.json"]));
        JsonElement origin = Assert.Single(json.RootElement.GetProperty("basis").GetProperty("designs").EnumerateArray());
        Assert.Equal((Hash(file), "file", "My"), (origin.GetProperty("value").GetString(), origin.GetProperty("kind").GetString(), origin.GetProperty("assembly").GetString()));
    }

    [Fact]
    public void ItStandsBesideOursAndScenariosMayNameIt()
    {
        string file = BuiltAssembly.Of(_folder, "My", Careful);
        string scenario = _folder.Write("s.scenario", "scenario s\nsummary s.\nthread create a\nthread create b\nexpect careful: pass\n"u8);

        CommandRun list = CommandRun.Of("designs", "--assembly", file);
        CommandRun both = CommandRun.Of("prove", "--assembly", file, "--design", "hardened", "--design", "careful", scenario, "--samples", "0", "--out", _folder["t"]);
        CommandRun without = CommandRun.Of("prove", scenario, "--out", _folder["t"]);

        Assert.EndsWith("careful\n    Counts under a lock.\n", list.Output, StringComparison.Ordinal);
        Assert.True(both.ExitCode == 0 && both.Output.Contains("2 proofs, 2 exhausted", StringComparison.Ordinal), both.Output + both.Error);
        Assert.Equal((2, $"luo: {scenario}: there is no design 'careful' to expect anything of\n"), (without.ExitCode, without.Error));
    }

    [Fact]
    public void ItMayCarryScenarios()
    {
        const string Lost = "scenario lost\nsummary S.\nsetup create a\nthread create a\nthread create b\n";
        string file = BuiltAssembly.Of(
            _folder, "My", Careful.Replace("[\"count\"],", $"[\"count\"], Scenarios = [{JsonSerializer.Serialize(Lost)}],", StringComparison.Ordinal));
        string[] prove = ["prove", "--samples", "0", "--out", _folder["t"], "--scenario", "lost"];

        CommandRun list = CommandRun.Of("scenarios", "--assembly", file);
        CommandRun print = CommandRun.Of("scenarios", "--assembly", file, "lost");
        CommandRun run = CommandRun.Of([.. prove, "--assembly", file]);
        CommandRun without = CommandRun.Of(prove);

        Assert.EndsWith("lost\n    S.\n      of careful\n", list.Output, StringComparison.Ordinal);
        Assert.Equal((0, Lost), (print.ExitCode, print.Output));
        Assert.True(run.ExitCode == 0 && run.Output.Contains("1 proof, 1 exhausted", StringComparison.Ordinal), run.Output + run.Error);
        Assert.StartsWith("luo: --scenario: unknown name 'lost', want one of: ", without.Error, StringComparison.Ordinal);
        Assert.Equal(2, without.ExitCode);
    }

    [Fact]
    public void WhatItNeedsLiesBesideItAndIsWatchedAsWell()
    {
        string below = BuiltAssembly.Write(_folder, "Tally", "public sealed class Tally { private long _sum; public void Add() => _sum++; }");
        string file = BuiltAssembly.Of(_folder, "My", """
            public sealed class Mine(KernelPlatform platform) : DelegatingSessions(Design.Hardened.Create(platform))
            {
                private readonly Tally _tally = new();

                public override Errno Create(ByteString name, out ISessionFile? file)
                {
                    _tally.Add();
                    return base.Create(name, out file);
                }
            }
            """, below);
        string[] prove = ["prove", "--assembly", file, "--scenario", "two-creates-of-one-name", "--samples", "0", "--out", _folder["t"]];

        CommandRun run = CommandRun.Of(prove);
        BuiltAssembly.Write(_folder, "Tally", "public sealed class Tally { private long _total; public void Add() => _total++; }");
        CommandRun other = CommandRun.Of(prove);
        File.Delete(below);
        CommandRun missing = CommandRun.Of(prove);

        Assert.True(run.ExitCode == 1 && run.Output.Contains("Tally._sum: read in create | write in create", StringComparison.Ordinal), run.Output + run.Error);
        Assert.Contains("Tally._total", other.Output, StringComparison.Ordinal);
        Assert.NotEqual(Origin(run), Origin(other));
        Assert.Equal((2, $"luo: {file}: needs Tally, which does not lie beside it\n"), (missing.ExitCode, missing.Error));
    }

    /// <summary>The weaver puts our lock in the place of the runtime's.</summary>
    [Fact]
    public void ALockOfTheRuntimeIsUnderControl()
    {
        string file = BuiltAssembly.Of(_folder, "My", """
            public sealed class Locking(KernelPlatform platform) : DelegatingSessions(Design.Hardened.Create(platform))
            {
                private readonly object _gate = new();
                private long _created;

                public override Errno Create(ByteString name, out ISessionFile? file)
                {
                    lock (_gate)
                    {
                        _created++;
                    }

                    return base.Create(name, out file);
                }
            }
            """);
        string[] scenario = ["--assembly", file, "--scenario", "two-creates-of-one-name", "--out", _folder["t"]];

        CommandRun prove = CommandRun.Of(["prove", .. scenario, "--samples", "40"]);
        CommandRun check = CommandRun.Of(["check", .. scenario, "--iterations", "40"]);

        Assert.True(prove.ExitCode == 0 && prove.Output.Contains("data races on locking: none", StringComparison.Ordinal), prove.Output + prove.Error);
        Assert.True(check.ExitCode == 0, check.Output + check.Error);
    }

    /// <summary>Counts creates of Linux 7.2 under no lock.</summary>
    [Fact]
    public void OneMayDelegateToADesignThatIsHandedOverInAChainOfBlocks()
    {
        string file = BuiltAssembly.Of(_folder, "My", Tallied("DelegatingLuoSerSessions"));
        string wrong = BuiltAssembly.Of(_folder, "Wrong", Tallied("DelegatingSessions"));
        string[] scenarios = ["--scenario", "two-creates-of-one-name", "--scenario", "preserve-against-kexec"];

        CommandRun run = CommandRun.Of(["prove", "--assembly", file, .. scenarios, "--samples", "40", "--out", _folder["t"]]);
        CommandRun refused = CommandRun.Of("prove", "--assembly", wrong);

        Assert.True(run.ExitCode == 1, run.Output + run.Error);
        Assert.Contains("data races on tallied:\n  Tallied._created: read in create | write in create", run.Output, StringComparison.Ordinal);
        Assert.Matches("preserve-against-kexec\n +tallied +pass +yes", run.Output);
        Assert.Equal(
            (2, "", $"luo: {wrong}: design tallied: a kernel with it does not boot: InvalidOperationException: "
                + "LuoDevice is no IDeviceTreeSessions: derive from DelegatingLuoSerSessions\n"),
            (refused.ExitCode, refused.Output, refused.Error));

        static string Tallied(string derives) => $$"""
            public static class D
            {
                internal static readonly Design Mainline = System.Linq.Enumerable.Single(Design.All, design => design.Name == "mainline-7.2-2");

                public static Design Declared { get; } = Mainline with { Name = "tallied", Create = platform => new Tallied(platform) };
            }

            public sealed class Tallied(KernelPlatform platform) : {{derives}}(D.Mainline.Create(platform))
            {
                private long _created;

                public override Errno Create(ByteString name, out ISessionFile? file)
                {
                    _created++;
                    return base.Create(name, out file);
                }
            }
            """;
    }

    [Fact]
    public void OneThatIsWovenAlreadyIsTakenAsItIs()
    {
        // This assembly is woven when it is built, and so are its seeded designs.
        CommandRun run = CommandRun.Of("designs", "--assembly", typeof(DeclaredInTests).Assembly.Location);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.EndsWith("declared-in-tests\n    Hardened under another name.\n", run.Output, StringComparison.Ordinal);
    }

    /// <summary>What is printed of the hash of the code of a design.</summary>
    private static string Origin(CommandRun run) => Regex.Match(run.Output, @"\(file\)\s([0-9a-f]{12})\n").Groups[1].Value;

    private static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
