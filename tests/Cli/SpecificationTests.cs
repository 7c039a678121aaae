using FsCheck;
using FsCheck.Fluent;
using LuoVerified.Cli.Shell;
using LuoVerified.Impl;

namespace LuoVerified.Cli.Tests;

/// <summary>The console on the hardened design against the specification.</summary>
public sealed class SpecificationTests
{
    /// <summary>Small, so that random scripts reach it.</summary>
    private const int Capacity = 3;

    private static readonly string[] Queries = ["counts", "list incoming", "list outgoing", "number"];

    [Fact]
    public void EveryScriptGivesTheOutcomesAndStatesOfTheSpecification() =>
        Prop.ForAll(Scripts(), script => AgreesWithSpecification(script))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(60));

    private static void AgreesWithSpecification(string[] script)
    {
        var console = new SessionConsole(Design.Hardened, Capacity);
        var specification = new SpecificationConsole(Capacity);
        foreach (string operation in script.SelectMany(operation => Queries.Prepend(operation)))
        {
            Assert.True(OperationParser.TryParse(operation, out Operation parsed, out string problem), problem);
            Assert.Equal($"{operation} -> {specification.Execute(parsed)}", $"{operation} -> {console.Execute(parsed)}");
        }
    }

    private static Arbitrary<string[]> Scripts()
    {
        Gen<string> name = Gen.Elements("a", "b", "c", "d", "%FF", "", "%00", "a%00", new string('n', 63), new string('n', 64));
        Gen<string> operation = Gen.Frequency(
            (8, name.Select(it => $"create {it}")),
            (6, name.Select(it => $"retrieve {it}")),
            (8, Gen.Choose(0, 20).Select(it => $"close h{it}")),
            (6, Request("preserve-fd", Gen.Choose(0, 3))),
            (4, Request("preserve-fd", Gen.Choose(0, 3)).SelectMany(request => Gen.Elements("f0", "f1", "closed", "unhandled").Select(file => $"{request} {file}"))),
            (6, Request("retrieve-fd", Gen.Choose(0, 3))),
            (3, Request("finish", Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Constant(1))))),
            (2, Request("get-name", Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Constant(1))))),
            (2, Gen.Constant("serialize")),
            (2, Gen.Constant("abort")),
            (2, Gen.Constant("deserialize")),
            (3, Gen.Constant("kexec")),
            (2, Gen.Constant("reboot")),
            (1, Gen.Constant("coldboot")),
            (4, Gen.Constant("quiesce")),
            (3, Gen.Constant("resume")));
        static Gen<string> Request(string word, Gen<int> number) =>
            Gen.Choose(0, 20).SelectMany(handle => number.Select(each => $"{word} h{handle} {each}"));

        return Arb.From(operation.ArrayOf(), WithoutOne);
    }

    /// <summary>A failing script is shown without the operations that do not matter.</summary>
    private static IEnumerable<string[]> WithoutOne(string[] script) =>
        script.Select((_, left) => script.Where((_, index) => index != left).ToArray());
}
