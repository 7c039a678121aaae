using System.Reflection;
using LuoVerified.Impl;
using Microsoft.CodeAnalysis;

namespace LuoVerified.Mutation;

/// <summary>Compiles the changed sources of a design, as a design from outside: all that it needs is public.</summary>
internal static class MutantCompiler
{
    /// <summary>Compiles and loads.</summary>
    /// <param name="name">The name of the design.</param>
    /// <param name="files">Its files.</param>
    /// <param name="isWoven">Whether the checker sees its accesses.</param>
    /// <returns>The design; null where the sources do not compile.</returns>
    /// <remarks>It lives in memory and is not rewritten for Coyote. It need not be: a design takes no lock of the
    /// runtime's but through those of LuoVerified.Core, which is rewritten, and starts no threads.</remarks>
    public static Design? Compile(string name, IEnumerable<SyntaxTree> files, bool isWoven)
    {
        Assembly? assembly = WovenCompiler.Compile(
            $"Mutant{Guid.NewGuid():N}", files, [typeof(Abi.Errno), typeof(Core.Domain), typeof(Design)], isWoven);
        if (assembly is null)
        {
            return null;
        }

        Type service = assembly.GetType($"{DesignSources.Namespace}.HardenedSessions")!;
        ConstructorInfo constructor = service.GetConstructor([typeof(KernelPlatform)])!;
        return new Design(name, "A mutant of the hardened design.", Maker(constructor))
        {
            LockHierarchy = Design.Hardened.LockHierarchy,
            HasFiles = Design.Hardened.HasFiles,
        };
    }

    private static Func<KernelPlatform, ISessionService> Maker(ConstructorInfo constructor)
    {
        var platform = System.Linq.Expressions.Expression.Parameter(typeof(KernelPlatform));
        return System.Linq.Expressions.Expression.Lambda<Func<KernelPlatform, ISessionService>>(
            System.Linq.Expressions.Expression.New(constructor, platform), platform).Compile();
    }
}
