using System.Reflection;
using LuoVerified.Core;
using LuoVerified.Monitors;
using Microsoft.Coyote.Rewriting;
using Microsoft.Coyote.SystematicTesting;

namespace LuoVerified.Coyote;

/// <summary>Makes silent non-coverage impossible: what Coyote does not control ends the check as an internal error.</summary>
public static class CoyoteGuard
{
    /// <summary>The version of Coyote.</summary>
    public static string Version => typeof(TestingEngine).Assembly.GetName().Version!.ToString();

    /// <summary>Checks that the assemblies with threads and locks are the rewritten ones.</summary>
    /// <exception cref="InternalErrorException">One is not.</exception>
    public static void RequireRewritten() => RequireRewritten(typeof(WaitMonitor).Assembly, typeof(CoyoteGuard).Assembly);

    /// <summary>Checks that assemblies are rewritten ones.</summary>
    /// <param name="assemblies">The assemblies.</param>
    /// <exception cref="InternalErrorException">One is not.</exception>
    public static void RequireRewritten(params ReadOnlySpan<Assembly> assemblies)
    {
        foreach (Assembly assembly in assemblies)
        {
            if (!RewritingEngine.IsAssemblyRewritten(assembly))
            {
                throw new InternalErrorException(
                    $"{assembly.GetName().Name} is not rewritten for Coyote: its schedules would not be explored");
            }
        }
    }

    /// <summary>Checks that an engine has met nothing that it does not control.</summary>
    /// <param name="report">The engine's report.</param>
    /// <exception cref="InternalErrorException">It has.</exception>
    public static void RequireControlled(TestReport report)
    {
        if (report.UncontrolledInvocations.Count > 0)
        {
            throw new InternalErrorException(
                $"Coyote does not control {string.Join(", ", report.UncontrolledInvocations.Order(StringComparer.Ordinal))}");
        }

        if (report.InternalErrors.Count > 0)
        {
            throw new InternalErrorException($"Coyote: {report.InternalErrors.Order(StringComparer.Ordinal).First()}");
        }
    }
}
