package io.asyncorm.autoconfigure.market;

record Place(String town, Colour flag) {

}
