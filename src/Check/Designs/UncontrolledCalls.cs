using System.Reflection;
using System.Runtime.CompilerServices;
using LuoVerified.Core.Watching;

namespace LuoVerified.Check.Designs;

/// <summary>Looks, before a design is run, for code of it that blocks or starts threads, or shares anything between
/// threads, outside of what the checker controls, or that answers differently in each run.</summary>
/// <remarks>All that the design's factory and what it makes may reach is looked at, but for the runtime and what designs
/// are built on. Reflection, native code and assemblies that are in no file are not
/// seen.</remarks>
public static class UncontrolledCalls
{
    /// <summary>By its factory: a design is walked through once.</summary>
    private static readonly ConditionalWeakTable<Delegate, DesignCode> Known = [];

    /// <summary>Refuses a design with such code.</summary>
    /// <param name="design">Its name.</param>
    /// <param name="create">Its factory.</param>
    /// <param name="below">What lies below it.</param>
    /// <exception cref="UncontrolledDesignException">It has such code; the message says what, where, and what
    /// to do instead.</exception>
    internal static void Refuse(string design, Delegate create, DesignBase below)
    {
        // Whoever makes a lock also takes it: where it is taken says more.
        IReadOnlyList<UncontrolledUse> uses = Code(create, below).Uses;
        if (uses.Count > 0)
        {
            UncontrolledUse? use = uses.FirstOrDefault(each => !each.What.StartsWith("new ", StringComparison.Ordinal));
            throw new UncontrolledDesignException(design, use ?? uses[0]);
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
                throw new UncontrolledDesignException(design, assembly);
            }
        }
    }

    /// <summary>Whether all code of a design is woven, so that every access of it is seen.</summary>
    /// <param name="create">Its factory.</param>
    /// <param name="below">What lies below it.</param>
    /// <returns>False if some of it is not, or is in no file.</returns>
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

        bool isWoven = code.Modules.All(module => module.Assembly.CustomAttributes.Any(
            attribute => attribute.AttributeType.FullName == typeof(WovenAttribute).FullName));
        return new DesignCode(code.Uses, isInFiles && isWoven);
    }

    /// <summary>What is known of the code of a design.</summary>
    /// <param name="Uses">What is not under control.</param>
    /// <param name="IsWatched">Whether all of it is woven.</param>
    private sealed record DesignCode(IReadOnlyList<UncontrolledUse> Uses, bool IsWatched);
}
