using System.Numerics;
using LuoVerified.Check.Model;

namespace LuoVerified.Sessions.Model;

/// <summary>Picks one state out of all that differ only in what a symmetry overlooks.</summary>
/// <remarks>Lists are sorted by name, or names and handles are numbered anew in the order in which they occur in the
/// lists: outgoing, incoming, handed over, image. As the lists are ordered, states that a renaming turns into each
/// other become equal, and no others do. The rule that the lowest free handle is taken does not break the symmetry:
/// whichever is taken is new to all lists.</remarks>
/// <typeparam name="T">What a state is packed into.</typeparam>
/// <param name="code">How states are packed.</param>
/// <param name="symmetry">What is overlooked.</param>
internal sealed class Canonical<T>(StateCode<T> code, Symmetry symmetry) : ICanonical<T>
    where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
{
    private readonly ModelLayout _layout = code.Layout;

    /// <inheritdoc/>
    public bool IsIdentity => symmetry == Symmetry.None;

    /// <inheritdoc/>
    public T Of(T state)
    {
        if (IsIdentity)
        {
            return state;
        }

        StateFields fields = code.Unpack(state);
        if (symmetry == Symmetry.Order)
        {
            return code.Pack(Sorted(fields));
        }

        if (symmetry.HasFlag(Symmetry.Names))
        {
            var names = new Numbering(_layout.LengthBits, _layout.NameBits, _layout.Bounds.Names);
            fields = fields with
            {
                Outgoing = names.Apply(fields.Outgoing),
                Incoming = names.Apply(fields.Incoming),
                HandedOver = names.Apply(fields.HandedOver),
                Image = names.Apply(fields.Image),
            };
        }

        if (symmetry.HasFlag(Symmetry.Handles))
        {
            var handles = new Numbering(0, _layout.HandleBits, 15);
            fields = fields with
            {
                OutgoingHandles = handles.Apply(fields.OutgoingHandles),
                IncomingHandles = handles.Apply(fields.IncomingHandles),
            };
        }

        return code.Pack(fields);
    }

    /// <summary>The state with every list in the order of its names.</summary>
    private StateFields Sorted(in StateFields fields)
    {
        ulong outgoing = fields.Outgoing;
        ulong incoming = fields.Incoming;
        return fields with
        {
            Outgoing = Sorted(outgoing, outgoing, _layout.LengthBits, _layout.NameBits),
            OutgoingHandles = Sorted(outgoing, fields.OutgoingHandles, 0, _layout.HandleBits),
            Marked = Sorted(outgoing, fields.Marked, 0, 1),
            Incoming = Sorted(incoming, incoming, _layout.LengthBits, _layout.NameBits),
            IncomingHandles = Sorted(incoming, fields.IncomingHandles, 0, _layout.HandleBits),
            HandedOver = Sorted(fields.HandedOver, fields.HandedOver, _layout.LengthBits, _layout.NameBits),
            Image = Sorted(fields.Image, fields.Image, _layout.LengthBits, _layout.NameBits),
            OutgoingFiles = Sorted(outgoing, fields.OutgoingFiles, 0, _layout.Bounds.Files),
            IncomingFiles = Sorted(incoming, fields.IncomingFiles, 0, _layout.Bounds.Files),
            RetrievedFiles = Sorted(incoming, fields.RetrievedFiles, 0, _layout.Bounds.Files),
            HandedOverFiles = Sorted(fields.HandedOver, fields.HandedOverFiles, 0, _layout.Bounds.Files),
            ImageFiles = Sorted(fields.Image, fields.ImageFiles, 0, _layout.Bounds.Files),
        };
    }

    /// <summary>What goes with a list of names, in the order of the names.</summary>
    private ulong Sorted(ulong names, ulong entries, int header, int width)
    {
        unchecked
        {
            ulong result = entries & ModelLayout.Ones(header);
            int at = header;
            for (int name = 1; name < 1 << _layout.NameBits; name++)
            {
                for (int place = 0; place < _layout.Places; place++)
                {
                    if (_layout.NameAt(names, place) == name)
                    {
                        result |= (entries >> (header + (place * width)) & ModelLayout.Ones(width)) << at;
                        at += width;
                    }
                }
            }

            return result;
        }
    }

    /// <summary>New numbers, from 1, in the order of first occurrence; 0 stays, and so does what is above the maximum,
    /// which only a wrong specification has.</summary>
    private struct Numbering(int header, int width, int max)
    {
        private ulong _new;
        private ulong _next = 1;

        public ulong Apply(ulong list)
        {
            unchecked
            {
                ulong one = ModelLayout.Ones(width);
                ulong result = list & ModelLayout.Ones(header);
                int at = header;
                for (ulong rest = list >> header; rest != 0; rest >>= width, at += width)
                {
                    int entry = (int)(rest & one);
                    if (entry > max)
                    {
                        result |= (ulong)entry << at;
                        continue;
                    }

                    if (entry != 0 && (_new >> (entry * 4) & 15) == 0)
                    {
                        _new |= _next++ << (entry * 4);
                    }

                    result |= (_new >> (entry * 4) & 15) << at;
                }

                return result;
            }
        }
    }
}
