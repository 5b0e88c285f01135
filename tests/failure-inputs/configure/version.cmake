cmake_minimum_required(VERSION 9.1)
