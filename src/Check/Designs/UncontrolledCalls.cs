using System.Reflection;
using System.Runtime.CompilerServices;
using LuoVerified.Core.Watching;
using Mono.Cecil;

namespace LuoVerified.Check.Designs;

/// <summary>Looks, before a design is run, for code of it that blocks or starts threads, or shares anything between
/// threads, outside of what the checker controls, or that answers differently in each run.</summary>
/// <remarks>All that the design's factory and what it makes may reach is looked at, but for the runtime and what designs
/// are built on. Reflection, native code and assemblies that are in no file are not
/// seen.</remarks>
public static class UncontrolledCalls
{
    private const string Concurrent = "System.Collections.Concurrent";

    /// <summary>By its factory: a design is walked through once.</summary>
    private static readonly ConditionalWeakTable<Delegate, DesignCode> Known = [];

    /// <summary>Refuses a design with such code.</summary>
    /// <param name="design">Its name.</param>
    /// <param name="create">Its factory.</param>
    /// <param name="below">What lies below it.</param>
    /// <exception cref="UncontrolledDesignException">It has such code, or is in an assembly that is not woven; the message says
    /// what, where, and what to do instead.</exception>
    internal static void Refuse(string design, Delegate create, DesignBase below)
    {
        // Whoever makes a lock also takes it: where it is taken says more.
        DesignCode code = Code(create, below);
        if (code.Uses.Count > 0)
        {
            UncontrolledUse? use = code.Uses.FirstOrDefault(each => !each.What.StartsWith("new ", StringComparison.Ordinal));
            throw new UncontrolledDesignException(design, use ?? code.Uses[0]);
        }

        if (code.Unwoven is { } assembly)
        {
            throw new UncontrolledDesignException(design, assembly);
        }
    }

    /// <summary>Refuses a design whose accesses to fields would not be seen.</summary>
    /// <param name="design">Its name.</param>
    /// <param name="assemblies">Where its code is.</param>
    /// <exception cref="UncontrolledDesignException">One of them is not woven.</exception>
    internal static void RequireWoven(string design, params ReadOnlySpan<Assembly> assemblies)
    {
        foreach (Assembly assembly in assemblies)
        {
            if (assembly.GetCustomAttribute<WovenAttribute>() is null && !CodeReader.IsOfRuntime(assembly))
            {
                throw new UncontrolledDesignException(design, assembly.GetName().Name!);
            }
        }
    }

    /// <summary>Whether every access of a design is seen.</summary>
    /// <param name="create">Its factory.</param>
    /// <param name="below">What lies below it.</param>
    /// <returns>False if some of it is in no file, or in a file that knows collections whose own code changes them unseen.</returns>
    internal static bool IsWatched(Delegate create, DesignBase below) => Code(create, below).IsWatched;

    private static DesignCode Code(Delegate create, DesignBase below) => Known.GetValue(create, _ => Find(create, below));

    private static DesignCode Find(Delegate create, DesignBase below)
    {
        bool isInFiles = true;
        using var reader = new CodeReader(create.Method.Module.Assembly, below);
        var code = new ReachableCode(reader);
        var captured = new CapturedObjects(create);
        foreach (Type type in captured.Types)
        {
            if (reader.Find(type) is { } found)
            {
                code.Captured(found);
            }
            else
            {
                isInFiles &= CodeReader.IsOfRuntime(type.Assembly);
            }
        }

        foreach (MethodBase method in captured.Methods)
        {
            if (reader.Find(method) is { } found)
            {
                code.From(found);
            }
            else
            {
                isInFiles = false;
            }
        }

        string? unwoven = code.Modules.Select(module => module.Assembly)
            .FirstOrDefault(assembly => !IsWoven(assembly) && !below.Assemblies.Contains(assembly.Name.Name))?.Name.Name;
        bool isSeen = !code.Modules.Any(module => module.GetTypeReferences().Any(type => type.Namespace == Concurrent));
        return new DesignCode(code.Uses, unwoven, isInFiles && isSeen);
    }

    private static bool IsWoven(AssemblyDefinition assembly) => assembly.CustomAttributes.Any(
        attribute => attribute.AttributeType.FullName == typeof(WovenAttribute).FullName);

    /// <summary>What is known of the code of a design.</summary>
    /// <param name="Uses">What is not under control.</param>
    /// <param name="Unwoven">An assembly whose accesses are not seen; null if there is none.</param>
    /// <param name="IsWatched">Whether every access is seen.</param>
    private sealed record DesignCode(IReadOnlyList<UncontrolledUse> Uses, string? Unwoven, bool IsWatched);
}
