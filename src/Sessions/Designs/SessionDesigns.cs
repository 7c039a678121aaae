using LuoVerified.Check.Designs;
using LuoVerified.Impl;

namespace LuoVerified.Sessions.Designs;

/// <summary>Looks through designs of the session service.</summary>
public static class SessionDesigns
{
    private static readonly DesignBase Base = new(
        ["LuoVerified.Core", "LuoVerified.Abi", "LuoVerified.Spec", "LuoVerified.Check", "LuoVerified.Sessions"],
        "LuoVerified.Impl");

    extension(UncontrolledCalls)
    {
        /// <summary>Whether every access of a design is seen.</summary>
        /// <param name="design">The design.</param>
        /// <returns>False if some of its code is not woven, or is in no file.</returns>
        internal static bool IsWatched(Design design) => UncontrolledCalls.IsWatched(design.Create, Base);

        /// <summary>Refuses designs with code that is not under control. All that <see cref="Design.Create"/> and the
        /// service that it makes may reach is looked at.</summary>
        /// <param name="designs">The designs.</param>
        /// <exception cref="UncontrolledDesignException">One has such code; the message says what, where, and what
        /// to do instead.</exception>
        public static void Refuse(params IEnumerable<Design> designs)
        {
            foreach (Design design in designs)
            {
                UncontrolledCalls.Refuse(design.Name, design.Create, Base);
            }
        }
    }
}
