namespace LuoVerified.Core.Samples;

/// <summary>Elements of arrays.</summary>
public class Arrays
{
    private readonly int[] _numbers = new int[4];
    private readonly string?[] _texts = new string?[2];
    private readonly Point[] _points = new Point[2];
    private readonly int[][] _rows = [[1, 2], [3]];
    private readonly long[] _wide = new long[2];

    public void Elements(int index)
    {
        _numbers[index] = 5;
        _numbers[index]++;
        _texts[1] = _texts[0];
        _points[1].X = 3;
        _ = _points[0].X;
        _rows[0][1] = 7;
        _wide[(long)index - 1] = 8;
    }

    public int Loop()
    {
        int sum = 0;
        foreach (int number in _rows[1])
        {
            sum += number;
        }

        return sum;
    }

    public int Linq() =>
        _rows[0].Sum();

    public int[] Pattern() =>
        [.. _rows[1]];
}
