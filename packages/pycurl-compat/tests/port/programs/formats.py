"""Shows values in all of Python's ways."""
import pycurl

pair = ('Accept', 'text/html')
sizes = {'name': 'body', 'bytes': 2048}
speed = 2.75


def both():
    return 'a', 7


print('%s: %s' % pair)
print('%(name)s has %(bytes)d bytes, %(bytes)08.1f' % sizes)
print('%s is %03d' % both())
print('[%10s][%-10s][%5d][%05d][%-5d]' % ('a', 'b', 3, -4, 5))
print('%d %i %+d % d %+.1f' % (speed, -1.9, 3, 3, speed))
print('{:10s}|{:>10}|{:<5}|{:5}|{:5}|{:^7}|{:*^7}'.format('a', 'b', 'c', 4, 'd', 'e', 'f'))
print(f'{speed:.1f} {speed:8.3f} {3:5d} {"q":5} {speed!r:>6}')
print('%g %g %g %.3g %g %g' % (0.1234567891, 1e-7, 12345678.0, 3.14159, 0.0001, 100000.0))
print('%e %.2E' % (12345.678, 0.00012))
print('%.0f %.0f %.1f %.2f %.1f' % (0.5, 2.5, 0.25, 0.125, 0.35))
print('%x %#x %X %o %#06x' % (255, 255, 255, 8, 10))
print('%.2s|%5.1s|%r %r' % ('abc', 'xyz', 'a', 1))
print('{0} {1} {0} {{}}'.format(1, 2), '{a} {b!r}'.format(a=1, b='z'))
print('{:,} {:,.2f} {:08.2f} {:.0%} {:b}'.format(1234567, 1234.5, -3.14159, 0.256, 5))
for number in range(2):
    print('%d/%s' % (number, number))
curl = pycurl.Curl()
print('%d %d' % (curl.getinfo(pycurl.RESPONSE_CODE), curl.getinfo(pycurl.TOTAL_TIME)))
curl.close()

# Prints:
#   Accept: text/html
#   body has 2048 bytes, 002048.0
#   a is 007
#   [         a][b         ][    3][-0004][5    ]
#   2 -1 +3  3 +2.8
#   a         |         b|c    |    4|d    |   e   |***f***
#   2.8    2.750     3 q       2.75
#   0.123457 1e-07 1.23457e+07 3.14 0.0001 100000
#   1.234568e+04 1.20E-04
#   0 2 0.2 0.12 0.3
#   ff 0xff FF 10 0x000a
#   ab|    x|'a' 1
#   1 2 1 {} 1 'z'
#   1,234,567 1,234.50 -0003.14 26% 101
#   0/0
#   1/1
#   0 0
