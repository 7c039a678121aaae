using LuoVerified.Core;
using LuoVerified.Impl;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Check.Tests;

/// <summary>Scenarios as text.</summary>
public class ScenarioTextTests
{
    [Fact]
    public void EveryScenarioOfTheCatalogueRoundTrips()
    {
        Assert.NotEmpty(Catalogue.All);
        foreach (Scenario scenario in Catalogue.All)
        {
            string text = ScenarioText.Format(scenario);
            Assert.Equal(text, ScenarioText.Format(ScenarioText.Parse(text, "again")));
        }
    }

    [Fact]
    public void NamesInTheCatalogueAreUnique() =>
        Assert.Equal(Catalogue.All.Count, Catalogue.All.Select(scenario => scenario.Name).Distinct().Count());

    [Fact]
    public void EveryKeywordIsUnderstood()
    {
        Scenario scenario = ScenarioText.Parse(
            """
            # a comment
            scenario all-keywords   # another
            summary Every keyword once.
            capacity 3
            faults session-allocation 2
            faults file-creation 1
            setup create a; serialize; corrupt count; reboot
            thread create %00%25; close %00%25
            thread create
            next kernel
            thread quiesce; resume
            expect hardened: pass
            expect as-posted: leak, deadlock; also oops
            race as-posted: incoming.ser: write in deserialize | read in create
            race as-posted: err: write in abort | write in abort
            exists hardened: A: create %00%25 -> -ENOMEM; B: create -> -EINVAL
            exists hardened: A: quiesce -> true
            """,
            "text");
        Assert.Equal(3, scenario.Capacity);
        Assert.Equal(2, scenario.Faults[FaultSites.SessionAllocation]);
        Assert.Equal(4, scenario.Setup.Count);
        Assert.Equal([2, 1], scenario.Phases.Select(phase => phase.Count));
        Assert.Equal([0, 37], scenario.Phases[0][0][0].Name.Span.ToArray().Select(b => (int)b));
        Assert.Equal(0, scenario.Phases[0][1][0].Name.Length);
        Assert.Equal("leak, deadlock; also oops", scenario.Expectations["as-posted"].ToString());
        Assert.Equal(
            ["incoming.ser: read in create | write in deserialize", "err: write in abort | write in abort"],
            scenario.Races["as-posted"].Select(race => race.ToString()));
        Assert.Equal(
            ["A: create %00%25 -> -ENOMEM; B: create -> -EINVAL", "A: quiesce -> true"],
            scenario.Answers["hardened"].Select(answers => answers.ToString()));
    }

    [Fact]
    public void ANameMayHoldWhatSplitsLines()
    {
        Scenario scenario = ScenarioText.Parse("scenario a\nsummary s\nthread create x%23y; create x%3by\n", "text");
        Assert.Equal(["create x%23y", "create x%3By"], scenario.Phases[0][0].Select(operation => operation.ToString()));
        Assert.Equal(2, ScenarioText.Parse(ScenarioText.Format(scenario), "again").Phases[0][0].Count);
    }

    /// <summary>A file that is not named is that of the token, and is not written.</summary>
    [Theory]
    [InlineData("preserve-fd a 1", "preserve-fd a 1")]
    [InlineData("preserve-fd a 1 f1", "preserve-fd a 1")]
    [InlineData("preserve-fd a 1 f2", "preserve-fd a 1 f2")]
    [InlineData("preserve-fd a 0 f18446744073709551615", "preserve-fd a 0 f18446744073709551615")]
    [InlineData("preserve-fd a 1 closed", "preserve-fd a 1 closed")]
    [InlineData("preserve-fd a 0 unhandled", "preserve-fd a 0 unhandled")]
    public void AFileIsNamedApartFromItsToken(string text, string written)
    {
        Assert.True(Operation.TryParse(text, out Operation operation, out _));
        Assert.True(Operation.TryParse(written, out Operation again, out _));
        Assert.Equal((written, operation), ($"{operation}", again));
    }

    [Fact]
    public void TooManyCallsAreRefused()
    {
        string many = string.Join("; ", Enumerable.Repeat("abort", 257));
        FormatException error = Assert.Throws<FormatException>(() => ScenarioText.Parse($"scenario a\nsummary s\nthread {many}\n", "text"));
        Assert.Equal("text:4: 257 calls; a run has at most 256, a kexec being two", error.Message);
    }

    [Theory]
    [InlineData("thread create a", "text:1: the line 'scenario NAME' is missing")]
    [InlineData("scenario a\nthread create a", "text:2: the line 'summary ...' is missing")]
    [InlineData("scenario A B", "text:1: 'A B' is no name of a scenario (lower case letters, digits, hyphens)")]
    [InlineData("scenario a\nsummary s", "text:2: a kernel has no thread")]
    [InlineData("scenario a\nsummary s\nthread create a\nnext kernel", "text:4: a kernel has no thread")]
    [InlineData("scenario a\nsummary s\nthread fly", "text:3: 'fly' is no operation")]
    [InlineData("scenario a\nsummary s\nthread create a b", "text:3: too many words after 'create'")]
    [InlineData("scenario a\nsummary s\nthread serialize a", "text:3: too many words after 'serialize'")]
    [InlineData("scenario a\nsummary s\nthread create a%2", "text:3: 'a%2' has a malformed escape at character 2")]
    [InlineData("scenario a\nsummary s\nrace x: f: read in create | read in create", "text:3: a race reads 'race DESIGN: FIELD: read in OP | write in OP', and one of the two writes")]
    [InlineData("scenario a\nsummary s\nrace x: f: write in create", "text:3: a race reads 'race DESIGN: FIELD: read in OP | write in OP', and one of the two writes")]
    [InlineData("scenario a\nsummary s\nrace x: f: write in flying | write in create", "text:3: a race reads 'race DESIGN: FIELD: read in OP | write in OP', and one of the two writes")]
    [InlineData("scenario a\nsummary s\nrace x f", "text:3: a race reads 'race DESIGN: FIELD: read in OP | write in OP', and one of the two writes")]
    [InlineData("scenario a\nsummary s\nrace x: f: write in abort | read in create\nrace x: f: read in create | write in abort", "text:4: a second line 'race x: f: read in create | write in abort'")]
    [InlineData("scenario a\nsummary s\nexists x: B: abort -> ok\nthread abort", "text:3: there is no thread B with 'abort'")]
    [InlineData("scenario a\nsummary s\nthread abort\nexists x: A: serialize -> ok", "text:4: there is no thread A with 'serialize'")]
    [InlineData("scenario a\nsummary s\nthread abort\nexists x: A: abort -> fine\n\n", "text:4: 'fine' is no answer, such as ok, true or -ENOENT")]
    [InlineData("scenario a\nsummary s\nthread kexec\nexists x: A: kexec -> ok", "text:4: 'kexec' has no answer")]
    [InlineData("scenario a\nsummary s\nthread abort\nexists x: A: fly -> ok", "text:4: 'fly' is no operation")]
    [InlineData("scenario a\nsummary s\nthread abort\nexists x: A: abort", "text:4: answers that must exist read 'exists DESIGN: THREAD: OPERATION -> ANSWER; THREAD: OPERATION -> ANSWER; ...'")]
    [InlineData("scenario a\nsummary s\nthread abort\nexists x: A: abort -> ok\nexists x: A: abort -> ok", "text:5: a second line 'exists x: A: abort -> ok'")]
    [InlineData("scenario a\nsummary s\nthread abort\nexists x", "text:4: answers that must exist read 'exists DESIGN: THREAD: OPERATION -> ANSWER; THREAD: OPERATION -> ANSWER; ...'")]
    [InlineData("scenario a\nsummary s\nexpect x: data-race", "text:3: data races are expected by lines 'race DESIGN: FIELD: read in OP | write in OP'")]
    [InlineData("scenario a\nsummary s\nthread corrupt count", "text:3: corrupt belongs into the set-up")]
    [InlineData("scenario a\nsummary s\nsetup corrupt all", "text:3: 'all' is no way to corrupt an image")]
    [InlineData("scenario a\nsummary s\nthread", "text:3: an operation is missing")]
    [InlineData("scenario a\ncapacity 0", "text:2: '0' is no number from 1 to 1023")]
    [InlineData("scenario a\ncapacity 1024", "text:2: '1024' is no number from 1 to 1023")]
    [InlineData("scenario a\nfaults rain 1", "text:2: 'rain 1' is no fault site (session-allocation, file-creation, preserved-memory, file-allocation, file-preserve, file-freeze, file-retrieve, file-finish, reply) and number")]
    [InlineData("scenario a\nthread preserve-fd", "text:2: preserve-fd needs the name of a session")]
    [InlineData("scenario a\nthread preserve-fd a", "text:2: preserve-fd needs a token")]
    [InlineData("scenario a\nthread preserve-fd a 1 2", "text:2: '2' is no file, want f and the number of a file, closed or unhandled")]
    [InlineData("scenario a\nthread preserve-fd a 1 f-1", "text:2: 'f-1' is no file, want f and the number of a file, closed or unhandled")]
    [InlineData("scenario a\nthread preserve-fd a 1 f1 f2", "text:2: too many words after 'preserve-fd'")]
    [InlineData("scenario a\nthread retrieve-fd a 1 f1", "text:2: too many words after 'retrieve-fd'")]
    [InlineData("scenario a\nthread retrieve-fd a -1", "text:2: '-1' is no number from 0 to 18446744073709551615")]
    [InlineData("scenario a\nthread finish a 1 2", "text:2: too many words after 'finish'")]
    [InlineData("scenario a\nthread create a 1", "text:2: too many words after 'create'")]
    [InlineData("scenario a\nexpect x: luck", "text:2: 'luck' is no check")]
    [InlineData("scenario a\nexpect x", "text:2: an expectation reads 'expect DESIGN: pass' or 'expect DESIGN: CHECK, ...; also CHECK, ...'")]
    [InlineData("scenario a\nexpect x: pass\nexpect x: pass", "text:3: a second expectation for 'x'")]
    [InlineData("scenario a\nthread create a\nthread create a\nthread create a\nthread create a\nthread create a", "text:6: more than 4 threads in a kernel")]
    [InlineData("scenario a\nsummary s\nsetup corrupt count; reboot\nthread create a", "text:4: corrupt stands between serialize and reboot")]
    [InlineData("scenario a\nscenario b", "text:2: a second line 'scenario'")]
    [InlineData("scenario a\nfaults file-creation 1\nfaults file-creation 2", "text:3: a second line 'faults file-creation'")]
    [InlineData("sunrise", "text:1: 'sunrise' is no keyword of a scenario")]
    public void WhatIsWrongIsSaidWithItsLine(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => ScenarioText.Parse(text, "text")).Message);
}
