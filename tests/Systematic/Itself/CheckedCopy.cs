using System.Reflection;
using LuoVerified.Check.Runs;
using LuoVerified.Core;
using LuoVerified.Mutation;

namespace LuoVerified.Systematic.Tests.Itself;

/// <summary>A change of a source: a text that it has once, and what stands there instead.</summary>
/// <param name="What">The text.</param>
/// <param name="By">What stands there instead.</param>
internal readonly record struct Change(string What, string By);

/// <summary>Sources of the library, compiled once more as checked code: types of their own, beside those that check
/// them.</summary>
internal static class CheckedCopy
{
    /// <summary>The namespace of the copy, and the name of its assembly.</summary>
    public const string Name = "LuoVerified.LocksUnderCheck";

    /// <summary>Compiles.</summary>
    /// <typeparam name="T">What the copy is known by.</typeparam>
    /// <param name="type">The type that implements it.</param>
    /// <param name="files">The files, each with the changes to it; the namespace is changed anyway.</param>
    /// <returns>Makes an instance.</returns>
    public static Func<T> Compile<T>(string type, params (string File, Change[] Changes)[] files)
    {
        Assembly? assembly = WovenCompiler.Compile(
            Name,
            files.Select(each => WovenCompiler.Parse(each.File, Changed(each.File, each.Changes))),
            [typeof(Domain), typeof(RunStoppedException), typeof(T)]);
        Assert.True(assembly is not null, $"{string.Join(", ", files)} does not compile");
        Type made = assembly.GetType($"{Name}.{type}")!;
        return () => (T)Activator.CreateInstance(made)!;
    }

    private static string Changed(string file, Change[] changes)
    {
        using Stream stream = typeof(CheckedCopy).Assembly.GetManifestResourceStream(file)!;
        string source = new StreamReader(stream).ReadToEnd().ReplaceLineEndings("\n");
        foreach (Change change in changes)
        {
            Assert.Equal(2, source.Split(change.What).Length);
            source = source.Replace(change.What, change.By, StringComparison.Ordinal);
        }

        int at = source.IndexOf("\nnamespace ", StringComparison.Ordinal) + 1;
        return $"{source[..at]}namespace {Name};{source[source.IndexOf('\n', at)..]}";
    }
}
