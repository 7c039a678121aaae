namespace LuoVerified.Core.Samples;

/// <summary>Exceptions and control flow in watched code.</summary>
public class Throwing
{
    private readonly int[] _slots = new int[1];
    private int _count;

    public void OutOfRange()
    {
        _count++;
        _slots[_count + 5] = 1;
    }

    public int Null(Throwing? other)
    {
        _count++;
        return other!._count;
    }

    public int Handled()
    {
        try
        {
            _slots[3] = 1;
        }
        catch (IndexOutOfRangeException) when (_count == 0)
        {
            return -1;
        }
        finally
        {
            _count = 9;
        }

        return 0;
    }

    public int Switched(int which)
    {
        int sum = 0;
        for (int i = 0; i < 3; i++)
        {
            sum += which switch
            {
                0 => _count,
                1 => 1,
                2 => 2,
                3 => 3,
                _ => throw new ArgumentOutOfRangeException(nameof(which)),
            };
        }

        return sum;
    }
}
