using System.Reflection;
using System.Runtime.Loader;
using LuoVerified.Fuzz;
using LuoVerified.Monitors;

namespace LuoVerified.Mutation;

/// <summary>All assemblies of this program anew, some of them others than were built. They are let go when nobody uses them any
/// more.</summary>
/// <param name="others">These, by name.</param>
internal sealed class MutantContext(IReadOnlyDictionary<string, byte[]> others) : AssemblyLoadContext("mutant", isCollectible: true)
{
    /// <summary>The assembly with the commands.</summary>
    private const string Commands = "luo";

    private delegate string[] Proving(string[] sizes, long maxExecutions, int[] stages, Action? replaying, Func<bool> timeIsUp);

    /// <summary>Proves what <c>luo prove</c> does, with the code of this context.</summary>
    /// <param name="sizes">The sizes of the programs.</param>
    /// <param name="maxExecutions">The most executions of one exploration.</param>
    /// <param name="stages">Which stages of the proof, from 0.</param>
    /// <param name="replaying">See <see cref="QuickProof.Prove"/>.</param>
    /// <param name="timeIsUp">Asked after each execution.</param>
    /// <returns>What came of it.</returns>
    public QuickVerdict Prove(IEnumerable<string> sizes, long maxExecutions, IEnumerable<int> stages, Action? replaying, Func<bool> timeIsUp)
    {
        Type prover = LoadFromAssemblyName(typeof(QuickProof).Assembly.GetName()).GetType(typeof(QuickProof).FullName!)!;
        var prove = prover.GetMethod(nameof(QuickProof.Run))!.CreateDelegate<Proving>();
        return QuickVerdict.Parse(prove([.. sizes], maxExecutions, [.. stages], replaying, timeIsUp));
    }

    /// <summary>Performs another command, with the code of this context.</summary>
    /// <param name="command">The command.</param>
    /// <returns>Its exit code.</returns>
    public int Ask(OtherCommand command)
    {
        MethodInfo method = command.Run.Method;
        Type there = LoadFromAssemblyName(method.DeclaringType!.Assembly.GetName()).GetType(method.DeclaringType.FullName!)!;
        return there.GetMethod(method.Name, [typeof(string)])!.CreateDelegate<Func<string, int>>()(command.Line);
    }

    /// <summary>Which places of an assembly that tells of them were run (<see cref="Coverage"/>).</summary>
    /// <param name="name">The name of the assembly.</param>
    /// <returns>Whether each was, by number.</returns>
    public bool[] Ran(string name) =>
        (bool[])LoadFromAssemblyName(new AssemblyName(name)).GetType(Coverage.Holder)!.GetField(Coverage.Field)!.GetValue(null)!;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (others.TryGetValue(assemblyName.Name!, out byte[]? image))
        {
            return LoadFromStream(new MemoryStream(image));
        }

        // The monitors know nobody, and Coyote may have rewritten them.
        return (assemblyName.Name!.StartsWith("LuoVerified.", StringComparison.Ordinal) || assemblyName.Name == Commands)
            && assemblyName.Name != typeof(WaitMonitor).Assembly.GetName().Name
            ? LoadFromAssemblyPath(Default.LoadFromAssemblyName(assemblyName).Location)
            : null;
    }
}
